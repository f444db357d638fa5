// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate/node.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cmath>
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

class report;
class vocabulary;
class event;

/// An uncertain quantity: an immutable expression over leaves, each a number, a set, a shape or a p-box.
/// Copies share the expression, and a leaf that is used twice is the same quantity: x - x is exactly 0.
/// Nothing is computed before a question is asked (evaluate.hpp).
class estimate {
 public:
  /// The number 0.
  estimate() : estimate(0.0) {}

  /// A number known exactly.
  /// Errors: domain_error if it is not finite.
  explicit(false) estimate(double number) : estimate(constant(number)) {}

  /// A new leaf: a set, no shape claimed.
  /// Errors: domain_error if the set is empty.
  explicit(false) estimate(interval<> set) : estimate(leaf(not_empty(set))) {}

  /// A new leaf: a shape.
  explicit(false) estimate(distribution shape) : estimate(leaf(std::move(shape))) {}

  /// A new leaf: a shape known within bounds.
  explicit(false) estimate(pbox box) : estimate(leaf(std::move(box))) {}

  /// What a report says, read under vocabulary::plain; the same report is always the same leaf. Include
  /// report.hpp. Errors: domain_error if the report offers no number.
  explicit estimate(const report& said);

  /// What a report says, read under a vocabulary; the same report under one vocabulary is always the same
  /// leaf. Include report.hpp. Errors: domain_error if the report offers no number, or the vocabulary has no
  /// meaning for it.
  estimate(const report& said, const vocabulary& words);

  friend estimate operator+(const estimate& a) { return a; }
  friend estimate operator-(const estimate& a) { return {detail::operation::negate, a}; }
  friend estimate operator+(const estimate& a, const estimate& b) { return {detail::operation::add, a, b}; }
  friend estimate operator-(const estimate& a, const estimate& b) {
    return {detail::operation::subtract, a, b};
  }
  friend estimate operator*(const estimate& a, const estimate& b) {
    return {detail::operation::multiply, a, b};
  }
  friend estimate operator/(const estimate& a, const estimate& b) {
    return {detail::operation::divide, a, b};
  }
  estimate& operator+=(const estimate& b) { return *this = *this + b; }
  estimate& operator-=(const estimate& b) { return *this = *this - b; }
  estimate& operator*=(const estimate& b) { return *this = *this * b; }
  estimate& operator/=(const estimate& b) { return *this = *this / b; }

  /// Comparisons build events, whose probability can be asked for; they are not true or false.
  friend event operator<(const estimate& a, const estimate& b);
  friend event operator<=(const estimate& a, const estimate& b);
  friend event operator>(const estimate& a, const estimate& b);
  friend event operator>=(const estimate& a, const estimate& b);

  /// The expression, for engines and for makers of leaves.
  [[nodiscard]] const detail::node* root() const noexcept { return root_.get(); }
  estimate(detail::operation kind, const estimate& a, double number = 0)
      : estimate(make(kind, a, nullptr, number)) {}
  estimate(detail::operation kind, const estimate& a, const estimate& b,
           std::optional<dependence> stated = std::nullopt, double number = 0)
      : estimate(make(kind, a, &b, number, stated)) {}
  explicit estimate(detail::node_handle root) noexcept : root_(std::move(root)) {}

 private:
  static detail::node_handle constant(double number) {
    if (!std::isfinite(number)) {
      throw domain_error("reckon::estimate: the number " + detail::number_text(number) +
                         " is not finite; state an unbounded quantity as an interval");
    }
    auto* made = new detail::node(detail::operation::constant);
    made->number = number;
    return detail::node_handle(made);
  }

  static interval<> not_empty(interval<> set) {
    if (is_empty(set)) throw domain_error("reckon::estimate: the set is empty");
    return set;
  }

  static detail::node_handle leaf(uncertain_value value) {
    return detail::node_handle(new detail::leaf_node(std::move(value)));
  }

  static detail::node_handle make(detail::operation kind, const estimate& a, const estimate* b,
                                  double number = 0, std::optional<dependence> stated = std::nullopt) {
    auto* made = new detail::node(kind);
    made->stated = stated;
    made->number = number;
    made->left = a.root();
    detail::node_handle::retain(a.root());
    if (b) {
      made->right = b->root();
      detail::node_handle::retain(b->root());
    }
    return detail::node_handle(made);
  }

  detail::node_handle root_;
};

/// How an estimate was derived from others: the ground on which reconcile's results can be taken apart.
/// A leaf that carries a recipe behaves in arithmetic as the one quantity that it is; attribution asks the
/// recipe.
class recipe {
 public:
  recipe() = default;
  recipe(const recipe&) = delete;
  recipe& operator=(const recipe&) = delete;
  virtual ~recipe() = default;

  /// The method: "latent".
  [[nodiscard]] virtual std::string name() const = 0;

  /// The reports that went in, in the order that `without` and `split` count them.
  [[nodiscard]] virtual const std::vector<report>& parents() const = 0;

  /// The result without some of the parents; nothing if too little is left to give one.
  /// Shape: removed[i] tells whether parent i is left out.
  [[nodiscard]] virtual std::optional<estimate> without(const std::vector<bool>& removed) const = 0;

  /// How the parents share the uncertainty of the result: one share each, and what they do not own, in the
  /// last place. The shares sum to 1.
  [[nodiscard]] virtual std::vector<double> split() const = 0;
};

/// A new leaf with its name and, if it was derived, how.
[[nodiscard]] inline estimate derived_estimate(uncertain_value value, std::string name,
                                               std::shared_ptr<const recipe> derivation = nullptr) {
  auto made = std::make_unique<detail::leaf_node>(std::move(value));
  made->name = std::move(name);
  made->derivation = std::move(derivation);
  return estimate(detail::node_handle(made.release()));
}

/// A new leaf with a name, by which tables call it.
/// Errors: domain_error if it is an empty set.
[[nodiscard]] inline estimate named(std::string name, uncertain_value value) {
  if (const auto* set = std::get_if<interval<>>(&value); set && is_empty(*set)) {
    throw domain_error("reckon::named: the set '" + name + "' is empty");
  }
  return derived_estimate(std::move(value), std::move(name));
}

/// A statement about estimates that has a probability: the result of a < b. See `probability`.
class event {
 public:
  event(estimate difference, bool or_equal) : difference_(std::move(difference)), or_equal_(or_equal) {}

  /// The event says that this is negative, or also zero if or_equal().
  [[nodiscard]] const estimate& difference() const noexcept { return difference_; }
  [[nodiscard]] bool or_equal() const noexcept { return or_equal_; }

  /// Refuses: an event has a probability, not a truth value.
  template <std::same_as<bool> Bool>
  explicit(false) operator Bool() const {
    static_assert(!std::same_as<Bool, bool>,
                  "reckon: a comparison of estimates is an event, not true or false; ask probability(a < b)");
    return false;
  }

 private:
  estimate difference_;
  bool or_equal_;
};

namespace detail {

/// A call of a function with the operands in a list.
[[nodiscard]] inline estimate call_of(std::shared_ptr<const user_function> function, const estimate& list) {
  auto* made = new call_node(std::move(function));
  made->left = list.root();
  node_handle::retain(list.root());
  return estimate(node_handle(made));
}

}  // namespace detail

/// The event that a is less than b; see `probability`.
inline event operator<(const estimate& a, const estimate& b) { return {a - b, false}; }
/// The event that a is at most b.
inline event operator<=(const estimate& a, const estimate& b) { return {a - b, true}; }
/// The event that a is greater than b.
inline event operator>(const estimate& a, const estimate& b) { return {b - a, false}; }
/// The event that a is at least b.
inline event operator>=(const estimate& a, const estimate& b) { return {b - a, true}; }

}  // namespace reckon

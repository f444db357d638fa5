// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/memo.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/dependence.hpp>

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

namespace reckon {

class recipe;

/// What a leaf of an expression holds.
using uncertain_value = std::variant<interval<>, distribution, pbox>;

}  // namespace reckon

namespace reckon::detail {

struct report_data;
struct copula_block;

enum class operation : unsigned char {
  constant,
  leaf,
  add,
  subtract,
  multiply,
  divide,
  negate,
  absolute,
  square,
  square_root,
  exponential,
  logarithm,
  power,
  integer_power,
  minimum,
  maximum,
  decimal_logarithm,
  floor,
  choose,    ///< the first or the second of its operands, as the left one is negative (number 1: or zero) or
             ///< not
  call,      ///< a function of the user's, of its operands
  operands,  ///< holds what choose and call work on: a first one, and the others
};

/// A function of the user's: of numbers, and perhaps of sets.
class user_function {
 public:
  user_function() = default;
  user_function(const user_function&) = delete;
  user_function& operator=(const user_function&) = delete;
  virtual ~user_function() = default;

  virtual double at(std::span<const double> arguments) const = 0;
  /// An enclosure of the values over sets; nothing if the function takes numbers only.
  virtual std::optional<interval<>> over(std::span<const interval<>> arguments) const = 0;
  virtual bool takes_sets() const = 0;

  /// True of a function of one number whose slope is known, but at single places.
  virtual bool smooth() const { return false; }
  /// Its slope.
  virtual double slope(double /*at*/) const { return std::numeric_limits<double>::quiet_NaN(); }
};

/// One place of an expression. Immutable but for the count and what is kept; shared by all estimates that
/// contain it.
struct node {
  mutable std::atomic<std::uint32_t> references{0};
  operation kind;
  std::optional<dependence>
      stated;  ///< between the operands; if nothing is stated, the reading's default holds
  union {
    double number = 0;      ///< the constant, the exponent of an integer power, or what belongs to a choice
    const node* next_dead;  ///< while the node waits for its destruction
  };
  const node* left = nullptr;
  const node* right = nullptr;
  memo_slot answers;  ///< what was found out about the expression that ends here

  explicit node(operation k) noexcept : kind(k) {}
};

/// A leaf, with what it stands for and where it came from.
struct leaf_node final : node {
  uncertain_value value;
  std::string name;                                  ///< how tables call it
  std::shared_ptr<const report_data> report;         ///< the report it was read from, if any
  std::string vocabulary;                            ///< under which the report was read
  std::shared_ptr<const reckon::recipe> derivation;  ///< how it was derived from other estimates, if it was
  std::shared_ptr<const copula_block> block;         ///< the leaves that its shape depends on, if any
  std::uint32_t place = 0;                           ///< in the block
  const leaf_node* original = nullptr;  ///< the leaf before it was put into the block, which keeps it

  explicit leaf_node(uncertain_value v) : node(operation::leaf), value(std::move(v)) {}

  /// One report read under one vocabulary is one leaf, however often it is converted.
  bool same_quantity(const leaf_node& other) const {
    return identity() == other.identity() ||
           (report && report == other.report && vocabulary == other.vocabulary);
  }

  /// In a block or not, it is the same leaf.
  const leaf_node* identity() const noexcept { return original ? original : this; }
};

/// A call of a function of the user's.
struct call_node final : node {
  std::shared_ptr<const user_function> function;

  explicit call_node(std::shared_ptr<const user_function> f)
      : node(operation::call), function(std::move(f)) {}
};

/// Shared ownership of a node. Destruction uses no stack beyond its own frame, however deep the expression.
class node_handle {
 public:
  node_handle() noexcept = default;
  explicit node_handle(const node* n) noexcept : node_(n) { retain(n); }
  node_handle(const node_handle& other) noexcept : node_handle(other.node_) {}
  node_handle(node_handle&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  node_handle& operator=(node_handle other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~node_handle() { release(node_); }

  [[nodiscard]] const node* get() const noexcept { return node_; }

  static void retain(const node* n) noexcept {
    if (n) n->references.fetch_add(1, std::memory_order_relaxed);
  }

 private:
  static bool dropped_last(const node* n) noexcept {
    return n && n->references.fetch_sub(1, std::memory_order_acq_rel) == 1;
  }

  static void release(const node* n) noexcept {
    const node* dead = nullptr;
    const auto drop = [&dead](const node* m) noexcept {
      if (!dropped_last(m)) return;
      const_cast<node*>(m)->next_dead = dead;
      dead = m;
    };
    drop(n);
    while (dead) {
      const node* current = std::exchange(dead, dead->next_dead);
      drop(current->left);
      drop(current->right);
      if (current->kind == operation::leaf) {
        delete static_cast<const leaf_node*>(current);
      } else if (current->kind == operation::call) {
        delete static_cast<const call_node*>(current);
      } else {
        delete current;
      }
    }
  }

  const node* node_ = nullptr;
};

}  // namespace reckon::detail

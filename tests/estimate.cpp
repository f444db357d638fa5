// SPDX-License-Identifier: BSL-1.0
#include <reckon/estimate.hpp>

#include "support.hpp"

#include <reckon/distribution.hpp>

#include <array>
#include <concepts>
#include <limits>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

using namespace reckon;
using support::contains_text;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class A, class B>
concept can_take_minimum = requires(A a, B b) {
  (reckon::min)(a, b);
};
template <class A>
concept can_take_root = requires(A a) {
  reckon::sqrt(a);
};

std::uint32_t references(const estimate& e) { return e.root()->references.load(); }

}  // namespace

TEST_CASE("numbers, sets, shapes and p-boxes convert to estimates; texts do not") {
  STATIC_REQUIRE(std::is_convertible_v<double, estimate>);
  STATIC_REQUIRE(std::is_convertible_v<int, estimate>);
  STATIC_REQUIRE(std::is_convertible_v<interval<>, estimate>);
  STATIC_REQUIRE(std::is_convertible_v<distribution, estimate>);
  STATIC_REQUIRE(std::is_convertible_v<pbox, estimate>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<const report&, estimate>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<const char*, estimate>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<estimate, std::string>);
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<estimate>);
}

TEST_CASE("functions of estimates ask for an estimate, so that plain numbers stay numbers") {
  STATIC_REQUIRE(can_take_minimum<estimate, double>);
  STATIC_REQUIRE(can_take_minimum<double, estimate>);
  STATIC_REQUIRE(can_take_minimum<estimate, distribution>);
  STATIC_REQUIRE_FALSE(can_take_minimum<double, double>);
  STATIC_REQUIRE_FALSE(can_take_minimum<distribution, distribution>);
  STATIC_REQUIRE(can_take_root<estimate>);
  STATIC_REQUIRE_FALSE(can_take_root<double>);
  STATIC_REQUIRE_FALSE(can_take_root<distribution>);
}

TEST_CASE("a comparison is an event, neither true nor false") {
  const estimate a(interval<>(1, 2));
  STATIC_REQUIRE(std::same_as<decltype(a < a), event>);
  STATIC_REQUIRE(std::same_as<decltype(a >= 3), event>);
  STATIC_REQUIRE(std::same_as<decltype(3 < a), event>);
  CHECK_FALSE((a < 3).or_equal());
  CHECK((a <= 3).or_equal());
  CHECK((a > 3).difference().root()->left != (a < 3).difference().root()->left);
}

TEST_CASE("copies share their expression, conversions make new leaves") {
  const estimate a(interval<>(1, 2));
  const estimate copy = a;
  CHECK(copy.root() == a.root());
  const estimate other(interval<>(1, 2));
  CHECK(other.root() != a.root());
  const estimate sum = a + a;
  CHECK(sum.root()->left == a.root());
  CHECK(sum.root()->right == a.root());
}

TEST_CASE("an estimate lives as long as something uses it") {
  const auto shape = std::make_shared<int>(0);
  struct watched final : recipe {
    explicit watched(std::shared_ptr<int> w) : watch(std::move(w)) {}
    std::string name() const override { return "watched"; }
    const std::vector<report>& parents() const override { throw error("no parents"); }
    std::optional<estimate> without(const std::vector<bool>&) const override { return std::nullopt; }
    std::vector<double> split() const override { return {}; }
    std::shared_ptr<int> watch;
  };
  estimate kept;
  {
    const estimate leaf = derived_estimate(interval<>(1, 2), "leaf", std::make_shared<watched>(shape));
    CHECK(references(leaf) == 1);
    kept = leaf * leaf + 1;
    CHECK(references(leaf) == 3);
  }
  CHECK(shape.use_count() == 2);
  kept = 0;
  CHECK(shape.use_count() == 1);
}

TEST_CASE("a derived leaf carries its name and recipe") {
  const estimate e = derived_estimate(normal(0, 1), "pooled");
  const auto* leaf = static_cast<const detail::leaf_node*>(e.root());
  CHECK(leaf->name == "pooled");
  CHECK(leaf->derivation == nullptr);
  CHECK(std::holds_alternative<distribution>(leaf->value));
}

TEST_CASE("assignment operators build on what was there") {
  const estimate a(interval<>(1, 2));
  estimate e = a;
  e += 1;
  CHECK(e.root()->kind == detail::operation::add);
  CHECK(e.root()->left == a.root());
  e -= a;
  e *= 2;
  e /= a;
  CHECK(e.root()->kind == detail::operation::divide);
  CHECK(e.root()->right == a.root());
  const estimate& itself = e;
  e = itself;
  CHECK(e.root()->kind == detail::operation::divide);
}

TEST_CASE("an integral exponent makes an integer power, any other a real one") {
  const estimate x(interval<>(1, 2));
  CHECK(pow(x, 3).root()->kind == detail::operation::integer_power);
  CHECK(pow(x, -2L).root()->number == -2);
  CHECK(pow(x, 2.0).root()->kind == detail::operation::power);
  CHECK(pow(2.0, x).root()->kind == detail::operation::power);
  CHECK(pow(x, x).root()->kind == detail::operation::power);
  CHECK_THROWS_WITH(pow(x, 1LL << 40), "reckon::pow: the exponent 1099511627776 does not fit in an int");
}

TEST_CASE("a stated dependence stays with its operation") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  CHECK(add(x, y, dependence::perfect).root()->stated == dependence::perfect);
  CHECK(sub(x, y, dependence::opposite).root()->stated == dependence::opposite);
  CHECK(mul(x, y, dependence::unknown).root()->kind == detail::operation::multiply);
  CHECK(div(x, 2, dependence::independent).root()->kind == detail::operation::divide);
  CHECK_FALSE((x + y).root()->stated.has_value());
}

TEST_CASE("sums and products take any range") {
  const std::array<interval<>, 2> sets{interval<>(1, 2), interval<>(3, 4)};
  CHECK(sum(sets).root()->kind == detail::operation::add);
  const std::list<estimate> terms{estimate(1), estimate(2), estimate(3)};
  CHECK(product(terms).root()->kind == detail::operation::multiply);
  CHECK(sum(std::vector<estimate>{}).root()->number == 0);
  CHECK(product(std::vector<estimate>{}).root()->number == 1);
  CHECK(sum(std::vector<estimate>{terms.front()}).root() == terms.front().root());
}

TEST_CASE("what is no quantity is refused in words") {
  CHECK_THROWS_WITH(
      estimate(infinity),
      "reckon::estimate: the number inf is not finite; state an unbounded quantity as an interval");
  CHECK_THROWS_WITH(estimate(std::numeric_limits<double>::quiet_NaN()),
                    contains_text("the number nan is not finite"));
  CHECK_THROWS_WITH(estimate(interval<>::empty()), "reckon::estimate: the set is empty");
  CHECK_THROWS_AS(estimate(interval<>(1, 2)) + infinity, domain_error);
}

TEST_CASE("threads may copy, combine and drop one estimate at the same time") {
  const estimate shared = estimate(normal(0, 1)) * interval<>(1, 2) + 3;
  const auto before = references(shared);
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < 4; ++t) {
      workers.emplace_back([&shared] {
        for (int i = 0; i < 2000; ++i) {
          const estimate copy = shared;
          estimate e = copy + shared;
          e *= copy;
        }
      });
    }
  }
  CHECK(references(shared) == before);
}

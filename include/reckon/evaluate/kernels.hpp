// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/evaluate/column_room.hpp>
#include <reckon/evaluate/program.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Points that go through the expression together: one operation is one loop over them.
inline constexpr std::size_t block_size = 256;

/// The values of one instruction for a block of points: numbers, or sets by their ends.
struct block {
  double* lower;
  double* upper;  // nothing for numbers
};

/// Runs a program on blocks of points, whose number is a multiple of column_step. Plain double arithmetic:
/// the ensemble's own error is far above rounding.
template <bool Sets>
class block_machine {
 public:
  struct output {
    const double* lower;
    const double* upper;
    const definedness* defined;
    bool everywhere;  ///< all points are defined
  };

  explicit block_machine(const program& p, std::size_t size = block_size, std::size_t extra = 0)
      : program_(p),
        size_(size),
        place_(p.code.size(), 0),
        inlined_(p.code.size(), false),
        defined_(size),
        room_(numbers_needed(assign_places(), extra)) {
    for (block& each : blocks_) each = taken();
    scratch_ = taken();
  }

  /// Room for the extra numbers that were asked for.
  [[nodiscard]] column_room& room() noexcept { return room_; }

  /// Shape: fill(leaf, lower, upper) writes the values of a leaf for the points of the block.
  template <class Fill>
  output run(const Fill& fill) {
    if (!everywhere_) std::fill(defined_.begin(), defined_.end(), definedness::everywhere);
    everywhere_ = true;
    for (std::size_t n = 0; n < program_.code.size(); ++n) {
      const instruction& i = program_.code[n];
      if (inlined_[n]) continue;
      block& out = blocks_[place_[n]];
      switch (i.kind) {
        case operation::leaf:
          fill(i.left, out.lower, out.upper);
          break;
        case operation::constant:
          set(out, i.constant);
          break;
        case operation::add:
          combine(i, out, fill);
          break;
        case operation::choose:
          choose(i, out);
          break;
        case operation::call:
          call(i, out);
          break;
        default:
          operate(i, out);
      }
    }
    const block& result = blocks_[place_.back()];
    return {result.lower, result.upper, defined_.data(), everywhere_};
  }

  /// The first operation that was undefined at some point; an addition if there was none.
  [[nodiscard]] operation undefined_operation() const noexcept { return undefined_operation_; }

 private:
  using values = block;

  values taken() { return {room_.take(size_), Sets ? room_.take(size_) : nullptr}; }
  [[nodiscard]] std::size_t numbers_needed(std::size_t blocks, std::size_t extra) {
    blocks_.resize(blocks);
    return (blocks + 1) * size_ * (Sets ? 2 : 1) + extra;
  }

  using ends = std::pair<double, double>;

  /// How many blocks there must be. A value keeps its block until its last use. A leaf with one use, in a
  /// linear combination, needs none.
  std::size_t assign_places() {
    std::vector<std::size_t> last_use(program_.code.size(), 0);
    std::vector<std::uint32_t> uses(program_.code.size(), 0);
    std::vector<bool> only_linear(program_.code.size(), true);
    for (std::size_t n = 0; n < program_.code.size(); ++n) {
      program_.for_each_operand(program_.code[n], [&](std::uint32_t slot) {
        last_use[slot] = n;
        ++uses[slot];
        if (program_.code[n].kind != operation::add) only_linear[slot] = false;
      });
    }
    last_use.back() = program_.code.size();
    std::vector<std::uint32_t> free;
    std::uint32_t made = 0;
    for (std::size_t n = 0; n < program_.code.size(); ++n) {
      if (program_.code[n].kind == operation::leaf && uses[n] == 1 && only_linear[n]) {
        inlined_[n] = true;
        continue;
      }
      if (free.empty()) free.push_back(made++);
      place_[n] = free.back();
      free.pop_back();
      // An operand's block is free once its last user has its own: they are never the same.
      program_.for_each_operand(program_.code[n], [&](std::uint32_t slot) {
        if (last_use[slot] != n || inlined_[slot]) return;
        last_use[slot] = program_.code.size() + 1;
        free.push_back(place_[slot]);
      });
    }
    return made;
  }

  void set(const values& out, interval<> x) const {
    std::fill(out.lower, out.lower + size_, Sets ? x.lower() : mid(x));
    if constexpr (Sets) std::fill(out.upper, out.upper + size_, x.upper());
  }

  template <class Fill>
  void combine(const instruction& i, values& out, const Fill& fill) {
    const double lower = Sets ? i.constant.lower() : mid(i.constant);
    const double upper = i.constant.upper();
    bool begun = false;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const values* term = &scratch_;
      if (inlined_[t->slot]) {
        fill(program_.code[t->slot].left, scratch_.lower, scratch_.upper);
      } else {
        term = &blocks_[place_[t->slot]];
      }
      const double c = mid(t->coefficient);
      if (c == 0) continue;
      const double* low = term->lower;
      const double* high = term->upper;
      if (Sets && c < 0) std::swap(low, high);
      add_term(begun, lower, c, low, out.lower);
      if constexpr (Sets) add_term(begun, upper, c, high, out.upper);
      begun = true;
    }
    if (!begun) set(out, i.constant);
    if constexpr (Sets) {
      for (std::size_t k = 0; k < size_; ++k)
        std::tie(out.lower[k], out.upper[k]) = tidy({out.lower[k], out.upper[k]});
    }
  }

  void add_term(bool begun, double constant, double c, const double* x, double* out) const {
    if (begun) {
      arithmetic::add_multiple(c, x, out, size_);
    } else {
      arithmetic::affine(constant, c, x, out, size_);
    }
  }

  void operate(const instruction& i, values& out) {
    const values& a = blocks_[place_[i.left]];
    const values& b = blocks_[place_[i.right]];
    if constexpr (Sets) {
      for (std::size_t k = 0; k < size_; ++k) {
        const ends x{a.lower[k], a.upper[k]};
        const ends y{b.lower[k], b.upper[k]};
        if (is_partial(i)) note(i.kind, k, where_defined(i.kind, set_of(x), set_of(y), i.exponent));
        std::tie(out.lower[k], out.upper[k]) = tidy(on_sets(i, x, y));
      }
    } else {
      on_numbers(i, a.lower, b.lower, out.lower);
    }
  }

  const values& operand(const instruction& i, std::size_t place) const {
    return blocks_[place_[program_.begin_terms(i)[place].slot]];
  }

  void choose(const instruction& i, values& out) const {
    const values& difference = operand(i, 0);
    const values& a = operand(i, 1);
    const values& b = operand(i, 2);
    const bool or_equal = i.exponent != 0;
    for (std::size_t k = 0; k < size_; ++k) {
      if constexpr (Sets) {
        const interval<> set =
            chosen(set_of({difference.lower[k], difference.upper[k]}), set_of({a.lower[k], a.upper[k]}),
                   set_of({b.lower[k], b.upper[k]}), or_equal);
        out.lower[k] = set.lower();
        out.upper[k] = set.upper();
      } else {
        const double d = difference.lower[k];
        out.lower[k] = d < 0 || (or_equal && d == 0) ? a.lower[k] : b.lower[k];
      }
    }
  }

  void call(const instruction& i, values& out) {
    std::vector<double> numbers(i.last_term - i.first_term);
    std::vector<interval<>> sets(Sets ? numbers.size() : 0);
    for (std::size_t k = 0; k < size_; ++k) {
      bool points = true;
      for (std::size_t j = 0; j < numbers.size(); ++j) {
        numbers[j] = operand(i, j).lower[k];
        if constexpr (Sets) {
          sets[j] = set_of({numbers[j], operand(i, j).upper[k]});
          points = points && is_singleton(sets[j]);
        }
      }
      interval<> set;
      if (points) {
        const double value = i.function->at(numbers);
        set = std::isnan(value) ? interval<>::empty() : point_or_beyond(value);
        out.lower[k] = value;
      } else {
        set = i.function->over(sets).value_or(interval<>::entire());
      }
      if (is_empty(set)) note(i.kind, k, definedness::nowhere);
      if constexpr (Sets)
        std::tie(out.lower[k], out.upper[k]) = is_empty(set) ? ends{0, 0} : ends{set.lower(), set.upper()};
    }
  }

  static bool is_partial(const instruction& i) {
    switch (i.kind) {
      case operation::divide:
      case operation::square_root:
      case operation::logarithm:
      case operation::decimal_logarithm:
      case operation::power:
      case operation::integer_power:
        return true;
      default:
        return false;
    }
  }

  void note(operation kind, std::size_t point, definedness here) {
    if (here == definedness::everywhere) return;
    everywhere_ = false;
    defined_[point] = (std::max)(defined_[point], here);
    if (undefined_operation_ == operation::add) undefined_operation_ = kind;
  }

  template <class Function>
  void loop(double* out, const Function& f) const {
    for (std::size_t k = 0; k < size_; ++k) out[k] = f(k);
  }

  template <class Condition>
  void require(operation kind, const Condition& defined) {
    for (std::size_t k = 0; k < size_; ++k) {
      if (!defined(k)) note(kind, k, definedness::nowhere);
    }
  }

  void on_numbers(const instruction& i, const double* a, const double* b, double* out) {
    switch (i.kind) {
      case operation::multiply:
        return arithmetic::products(a, b, out, size_);
      case operation::divide:
        if (!arithmetic::none_is_zero(b, size_)) require(i.kind, [=](std::size_t k) { return b[k] != 0; });
        if (program::is_one(i)) return loop(out, [](std::size_t) { return 1.0; });
        return arithmetic::quotients(a, b, out, size_);
      case operation::absolute:
        return loop(out, [=](std::size_t k) { return std::abs(a[k]); });
      case operation::square:
        return arithmetic::products(a, a, out, size_);
      case operation::square_root:
        if (!arithmetic::none_negative(a, size_)) require(i.kind, [=](std::size_t k) { return a[k] >= 0; });
        return arithmetic::roots_of_column(a, out, size_);
      case operation::exponential:
        return arithmetic::exponentials_of(a, out, size_);
      case operation::logarithm:
        if (!arithmetic::all_positive(a, size_)) require(i.kind, [=](std::size_t k) { return a[k] > 0; });
        return arithmetic::logarithms_of(a, out, size_);
      case operation::decimal_logarithm:
        require(i.kind, [=](std::size_t k) { return a[k] > 0; });
        return loop(out, [=](std::size_t k) { return std::log10(a[k]); });
      case operation::floor:
        return loop(out, [=](std::size_t k) { return std::floor(a[k]); });
      case operation::power:
        require(i.kind, [=](std::size_t k) { return a[k] > 0 || (a[k] == 0 && b[k] > 0); });
        return loop(out, [=](std::size_t k) { return std::pow(a[k], b[k]); });
      case operation::integer_power: {
        const double n = i.exponent;
        if (n < 0) require(i.kind, [=](std::size_t k) { return a[k] != 0; });
        return loop(out, [=](std::size_t k) { return std::pow(a[k], n); });
      }
      case operation::minimum:
        return arithmetic::lesser_in_columns(a, b, out, size_);
      default:
        return arithmetic::greater_in_columns(a, b, out, size_);
    }
  }

  static double times(double x, double y) { return x == 0 || y == 0 ? 0 : x * y; }

  static ends product(ends a, ends b) {
    const auto [low, high] = std::minmax({times(a.first, b.first), times(a.first, b.second),
                                          times(a.second, b.first), times(a.second, b.second)});
    return {low, high};
  }

  static ends on_sets(const instruction& i, ends a, ends b) {
    switch (i.kind) {
      case operation::multiply:
        return product(a, b);
      case operation::divide:
        return program::is_one(i) ? ends{1, 1} : quotient(a, b);
      case operation::absolute:
      case operation::square: {
        const double low = a.first > 0 ? a.first : a.second < 0 ? -a.second : 0;
        const double high = (std::max)(-a.first, a.second);
        return i.kind == operation::absolute ? ends{low, high} : ends{low * low, high * high};
      }
      case operation::square_root:
        return {std::sqrt((std::max)(a.first, 0.0)), std::sqrt((std::max)(a.second, 0.0))};
      case operation::exponential:
        return {std::exp(a.first), std::exp(a.second)};
      case operation::logarithm:
        return {std::log((std::max)(a.first, 0.0)), std::log((std::max)(a.second, 0.0))};
      case operation::decimal_logarithm:
        return {std::log10((std::max)(a.first, 0.0)), std::log10((std::max)(a.second, 0.0))};
      case operation::floor:
        return {std::floor(a.first), std::floor(a.second)};
      case operation::power:
      case operation::integer_power: {
        const interval<> set = apply_operation(i.kind, set_of(a), set_of(b), i.exponent);
        return {set.lower(), set.upper()};
      }
      case operation::minimum:
        return {(std::min)(a.first, b.first), (std::min)(a.second, b.second)};
      default:
        return {(std::max)(a.first, b.first), (std::max)(a.second, b.second)};
    }
  }

  static interval<> set_of(ends x) { return {x.first, x.second}; }

  /// After an overflow: infinity, which is no member of a set, stands for all beyond the largest double, and
  /// of the difference of two of them nothing is known.
  static ends tidy(ends x) {
    constexpr double largest = (std::numeric_limits<double>::max)();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double lower = std::isnan(x.first) ? -infinity : (std::min)(x.first, largest);
    const double upper = std::isnan(x.second) ? infinity : (std::max)(x.second, -largest);
    return lower <= upper ? ends{lower, upper} : ends{-infinity, infinity};
  }

  /// An end of b at zero makes the quotient unbounded.
  static ends quotient(ends a, ends b) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (a.first == 0 && a.second == 0) return a;
    if (b.first < 0 && b.second > 0) return {-infinity, infinity};
    const double one = 1;
    const ends reciprocal = b.second > 0 ? ends{one / b.second, b.first == 0 ? infinity : one / b.first}
                                         : ends{b.second == 0 ? -infinity : one / b.second, one / b.first};
    return product(a, reciprocal);
  }

  const program& program_;
  std::size_t size_;
  std::vector<std::uint32_t> place_;
  std::vector<bool> inlined_;
  std::vector<values> blocks_;
  values scratch_{};
  std::vector<definedness> defined_;
  column_room room_;
  bool everywhere_ = true;
  operation undefined_operation_ = operation::add;
};

}  // namespace reckon::detail

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/program.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reckon::detail {

/// The quotients of a program, but for the result itself, that the result follows however far out they go:
/// what they are multiplied with shares no leaf with their divisors, and what is added to them does not grow
/// without bound because of one, and so neither can make up for it. If such a quotient has no mean, the
/// result has none.
class followed_quotients {
 public:
  explicit followed_quotients(const program& p) : program_(p) {
    constexpr std::size_t most_leaves = 64;  // one bit each
    constexpr std::size_t most_instructions = 256;
    // Leaves that a copula joins may make up for each other.
    if (p.leaves.size() > most_leaves || p.code.size() > most_instructions || !p.blocks.empty()) return;
    for (const instruction& i : p.code) {
      leaf_set below = i.kind == operation::leaf ? leaf_set{1} << i.left : 0;
      leaf_set wild = 0;
      p.for_each_operand(i, [&](std::uint32_t slot) {
        below |= leaves_[slot];
        wild |= wild_[slot];
      });
      if (i.kind == operation::divide) wild |= leaves_[i.right];
      if (has_poles(i)) wild |= below;
      leaves_.push_back(below);
      wild_.push_back(wild);
    }
    beside_.resize(p.code.size(), 0);
    followed_.resize(p.code.size(), false);
    followed_.back() = true;
    for (std::size_t n = p.code.size(); n-- > 0;) {
      if (followed_[n]) look_at(static_cast<std::uint32_t>(n));
    }
  }

  /// Where the quotients stand.
  [[nodiscard]] const std::vector<std::uint32_t>& slots() const { return found_; }

 private:
  using leaf_set = std::uint64_t;

  /// Whether an operation, none of the four of arithmetic, may be without bound where its operands are not.
  static bool has_poles(const instruction& i) {
    switch (i.kind) {
      case operation::integer_power:
        return i.exponent < 0;
      case operation::power:
      case operation::logarithm:
      case operation::decimal_logarithm:
      case operation::call:
        return true;
      default:
        return false;
    }
  }

  /// All that uses the instruction has been looked at.
  void look_at(std::uint32_t n) {
    const instruction& i = program_.code[n];
    const leaf_set beside = beside_[n];
    const bool result = n + 1 == program_.code.size();
    switch (i.kind) {
      case operation::add:
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          leaf_set others = beside;
          for (auto u = program_.begin_terms(i); u != program_.end_terms(i); ++u) {
            if (u != t) others |= wild_[u->slot];
          }
          follow(t->slot, others);
        }
        break;
      case operation::multiply:
        follow(i.left, beside | leaves_[i.right]);
        follow(i.right, beside | leaves_[i.left]);
        break;
      case operation::divide:
        if (!result && (leaves_[i.right] & beside) == 0) found_.push_back(n);
        follow(i.left, beside | leaves_[i.right]);
        break;
      default:
        break;
    }
  }

  void follow(std::uint32_t n, leaf_set beside) {
    followed_[n] = true;
    beside_[n] |= beside;
  }

  const program& program_;
  std::vector<leaf_set> leaves_;  // below each instruction
  std::vector<leaf_set> wild_;    // those on account of which it may grow without bound where they do not
  std::vector<leaf_set> beside_;  // the leaves that may make up for what each does
  std::vector<bool> followed_;
  std::vector<std::uint32_t> found_;
};

}  // namespace reckon::detail

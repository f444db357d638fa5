// SPDX-License-Identifier: BSL-1.0
#include <reckon/catch2.hpp>
#include <reckon/estimate.hpp>
#include <reckon/report.hpp>

using namespace reckon::literals;

// Which of two estimates is less has a probability, not a truth value.
// expect: reckon: a comparison of estimates is an event, not true or false; ask probability(a < b)
bool fewer(const reckon::estimate& a, const reckon::estimate& b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return (a < b).or_equal();
#else
  if (a < b) return true;
  return false;
#endif
}

// A distribution is a shape, not a quantity: whether two of them vary together is known only of estimates.
// expect GNU: no match for 'operator+'
// expect Clang: invalid operands to binary expression
reckon::estimate total(const reckon::distribution& a, const reckon::distribution& b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return reckon::estimate(a) + reckon::estimate(b);
#else
  return a + b;
#endif
}

// Silence is no zero: no estimate can be made of it.
// expect: the text of an estimate must state a value
#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::estimate strength() { return "about 11,000"_est; }
#else
reckon::estimate strength() { return "offered no numbers"_est; }
#endif

// The mean of an estimate is an answer; the mean of an answer is nothing.
// expect: hand it the estimate
#ifdef RECKON_COMPILE_FAIL_CONTROL
bool as_expected(const reckon::estimate& e) { return reckon::matchers::HasMean(1, 0).match(e); }
#else
bool as_expected(const reckon::estimate& e) { return reckon::matchers::HasMean(1, 0).match(reckon::mean(e)); }
#endif

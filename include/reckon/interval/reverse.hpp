// SPDX-License-Identifier: BSL-1.0
#pragma once

// Reverse functions: what the arguments were, given what the values are. Slow, as most of their bounds are
// the tightest: tens of microseconds each.
#include <reckon/interval/reverse/algebraic.hpp>      // sqr, abs, pown, multiplication
#include <reckon/interval/reverse/angle.hpp>          // atan2
#include <reckon/interval/reverse/power.hpp>          // pow
#include <reckon/interval/reverse/trigonometric.hpp>  // sin, cos, tan, cosh

// SPDX-License-Identifier: BSL-1.0
// No guard: it is included twice on purpose. All of reckon among macros that Windows, termios.h, complex.h
// and old code define. What reckon includes from outside has been included before.

#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define small char
#define near
#define far
#define I (1.0i)
#define B0 0000000
#endif

#include "include_inside.hpp"

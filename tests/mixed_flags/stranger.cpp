// SPDX-License-Identifier: BSL-1.0
// A translation unit of somebody else's, compiled with -ffast-math; linked so, it has the processor flush
// subnormal numbers from the start of the program, in all of it.

double stranger(double x);

double stranger(double x) { return (x + 1e-300) - x; }

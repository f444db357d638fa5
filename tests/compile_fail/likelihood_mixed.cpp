// SPDX-License-Identifier: BSL-1.0
// "Likely" of one scale is not "likely" of the other: the two are told apart by type.
// expect GNU: cannot convert
// expect Clang: cannot initialize return object
#include <reckon/likelihood.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::ipcc word() { return reckon::ipcc::likely; }
#else
reckon::ipcc word() { return reckon::icd203::likely; }
#endif

// SPDX-License-Identifier: BSL-1.0
// An estimate gets its unit where that is written, not by being stored.
// expect GNU: conversion from 'reckon::estimate' to non-scalar type
// expect Clang: no viable conversion from 'reckon::estimate'
#include <reckon/units.hpp>

using namespace reckon;

void store(estimate strength) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  quantity_in<people> kept = strength * people;
#else
  quantity_in<people> kept = strength;
#endif
  static_cast<void>(kept);
}

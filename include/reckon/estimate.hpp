// SPDX-License-Identifier: BSL-1.0
#pragma once

// The uncertain quantity with lineage: the class, events, recipes, and the functions of estimates.

#include <reckon/estimate/expression.hpp>
#include <reckon/estimate/functions.hpp>

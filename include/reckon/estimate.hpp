// SPDX-License-Identifier: BSL-1.0
#pragma once

// The uncertain quantity with lineage: the class, events, recipes, and the functions of estimates. The makers
// of shapes, such as normal and credible, are in distribution.hpp: they need the functions of Boost.Math,
// which this header does without.

#include <reckon/estimate/expression.hpp>
#include <reckon/estimate/functions.hpp>

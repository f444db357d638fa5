// SPDX-License-Identifier: BSL-1.0
#pragma once

// A shape: what is believed of one number, as a probability distribution. The class, the makers of common
// shapes, and the shapes made of other shapes. Any distribution of Boost.Math can be held, too; include its
// header.

#include <reckon/distribution/makers.hpp>
#include <reckon/distribution/mixture.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/distribution/truncated.hpp>

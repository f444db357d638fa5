// SPDX-License-Identifier: BSL-1.0
#pragma once

// What is said: a phrase with its source, its dates and its measurand; and the estimate that it makes.
#include <reckon/report/core.hpp>     // report
#include <reckon/report/leaf.hpp>     // estimate(report, vocabulary)
#include <reckon/report/literal.hpp>  // "about 11,000"_est

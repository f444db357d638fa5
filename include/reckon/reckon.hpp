// SPDX-License-Identifier: BSL-1.0
#pragma once

// All of reckon but the edges (csv, svg, json, units, catch2), which are included on their own.

#include <reckon/attribute.hpp>
#include <reckon/date.hpp>
#include <reckon/describe.hpp>
#include <reckon/distribution.hpp>
#include <reckon/distribution/affine.hpp>
#include <reckon/distribution/beta.hpp>
#include <reckon/distribution/empirical.hpp>
#include <reckon/distribution/families.hpp>
#include <reckon/distribution/highest_density.hpp>
#include <reckon/distribution/scores.hpp>
#include <reckon/distribution/tabulated.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/likelihood.hpp>
#include <reckon/measurand.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/confidence.hpp>
#include <reckon/pbox/envelope.hpp>
#include <reckon/pbox/intersection.hpp>
#include <reckon/pbox/moments.hpp>
#include <reckon/pbox/parameters.hpp>
#include <reckon/pbox/quantiles.hpp>
#include <reckon/phrase.hpp>
#include <reckon/reconcile.hpp>
#include <reckon/report.hpp>
#include <reckon/source.hpp>
#include <reckon/vocabulary.hpp>

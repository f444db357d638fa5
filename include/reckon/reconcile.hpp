// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/reconcile/envelope.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/reconcile/explain.hpp>
#include <reckon/reconcile/intersection.hpp>
#include <reckon/reconcile/latent.hpp>
#include <reckon/reconcile/linear_pool.hpp>
#include <reckon/reconcile/result.hpp>
#include <reckon/reconcile/vote.hpp>

#include <string>
#include <utility>
#include <vector>

/// The methods of reconciliation; each can be configured: method::latent.plausible(100, 1e6).
namespace reckon::method {

inline constexpr intersection_method intersection{};
inline constexpr envelope_method envelope{};
inline constexpr vote_method vote{};
inline constexpr linear_pool_method linear_pool{};
inline constinit const latent_method latent{};

}  // namespace reckon::method

namespace reckon {

/// What several reports say together about one quantity. Copies of one report count once; reports that carry
/// the same figure from the same origin count once; silent reports are listed, weightless. A cumulative count
/// as of an earlier day is a lower bound.
/// Errors: incompatible_reports if measurands or units differ, with what would have to be true to merge them;
///         domain_error if there are no reports, or a method cannot use one, naming it.
template <reconcile_method Method = latent_method>
[[nodiscard]] reconciliation reconcile(std::vector<report> reports, const Method& method = Method()) {
  return method(detail::evidence_builder(std::move(reports)).build());
}

}  // namespace reckon

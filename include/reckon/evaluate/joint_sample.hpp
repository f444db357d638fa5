// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/random_bits.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/kernels.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/solve.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace reckon::detail {

[[nodiscard]] inline std::vector<std::vector<double>> joint_sample(const std::vector<estimate>& quantities,
                                                                   std::size_t size, const options& how) {
  std::vector<program> programs;
  std::vector<std::vector<std::size_t>> places;
  joint_leaves joint;
  for (const estimate& e : quantities) {
    programs.push_back(compile_for_numbers(e));
    if (needs_steps(programs.back(), how))
      throw domain_error("reckon::sample: a stated dependence cannot be sampled");
    for (const auto& leaf : programs.back().leaves) {
      if (std::holds_alternative<distribution>(leaf.value)) continue;
      throw domain_error(
          "reckon::sample: a leaf is imprecise: a set has no sample; ask range, quantile or cdf");
    }
    places.push_back(joint.add(programs.back()));
  }
  const copula_scores scores(joint.all());
  std::vector<std::vector<double>> rows(size, std::vector<double>(quantities.size()));
  for (std::size_t column = 0; column < quantities.size(); ++column) {
    block_machine<false> machine(programs[column]);
    for (std::size_t start = 0; start < size; start += block_size) {
      const auto fill = [&](std::size_t leaf, double* values, double*) {
        const auto& shape = std::get<distribution>(programs[column].leaves[leaf].value);
        const std::size_t place = places[column][leaf];
        for (std::size_t k = 0; k < block_size; ++k) {
          const auto level = [&](std::size_t other) { return random_unit(how.seed, start + k, other); };
          values[k] = scores.dependent(place) ? shape.model().at_score(scores(place, level))
                                              : shape.quantile(level(place));
        }
      };
      const auto out = machine.run(fill);
      for (std::size_t k = 0; k < (std::min)(block_size, size - start); ++k) {
        if (out.defined[k] != definedness::everywhere) {
          throw domain_error(std::string("reckon::sample: ") +
                             undefined_in_words(machine.undefined_operation()) + " at a point");
        }
        if (std::isnan(out.lower[k])) {
          throw domain_error("reckon::sample: a value overflows at a point; choose another unit");
        }
        rows[start + k][column] = out.lower[k];
      }
    }
  }
  return rows;
}

}  // namespace reckon::detail

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>

#include <string>
#include <string_view>

namespace reckon {

/// How a quantity relates to time.
enum class measurand_kind : unsigned char {
  unspecified,
  stock,       ///< what is there at one time: troops present
  flow,        ///< what passes in a span of time: troops sent in February
  cumulative,  ///< what has passed since the beginning: killed so far
};

/// Whether a number tells what is or what is meant to be.
enum class report_status : unsigned char { observed, planned };

/// What is measured. Empty texts and an unspecified kind leave it open.
struct measurand {
  std::string name;
  std::string unit = {};
  measurand_kind kind = measurand_kind::unspecified;
  std::string population = {};
  report_status status = report_status::observed;

  /// Whether all parts are equal, spaces at the ends and ASCII case of texts aside.
  friend bool operator==(const measurand& a, const measurand& b) noexcept {
    return detail::same_name(a.name, b.name) && detail::same_name(a.unit, b.unit) && a.kind == b.kind &&
           detail::same_name(a.population, b.population) && a.status == b.status;
  }
};

/// The name of a kind.
[[nodiscard]] constexpr std::string_view name_of(measurand_kind kind) noexcept {
  switch (kind) {
    case measurand_kind::unspecified:
      return "unspecified";
    case measurand_kind::stock:
      return "stock";
    case measurand_kind::flow:
      return "flow";
    case measurand_kind::cumulative:
      return "cumulative";
  }
  return "";
}

/// The name of a status.
[[nodiscard]] constexpr std::string_view name_of(report_status status) noexcept {
  return status == report_status::planned ? "planned" : "observed";
}

/// Why two measurands cannot be one, in words: "'troops killed' is not 'troops present'; planned is not
/// observed". Empty if they can; what one of them leaves open is no difference.
[[nodiscard]] inline std::string why_different(const measurand& a, const measurand& b) {
  std::string why;
  const auto add = [&why](const std::string& reason) { why += (why.empty() ? "" : "; ") + reason; };
  const auto differ = [](std::string_view x, std::string_view y) {
    return !detail::trimmed(x).empty() && !detail::trimmed(y).empty() && !detail::same_name(x, y);
  };
  const auto quoted = [](std::string_view text) { return "'" + std::string(detail::trimmed(text)) + "'"; };
  if (differ(a.name, b.name)) add(quoted(a.name) + " is not " + quoted(b.name));
  if (differ(a.unit, b.unit)) add("the unit " + quoted(a.unit) + " is not " + quoted(b.unit));
  if (a.kind != b.kind && a.kind != measurand_kind::unspecified && b.kind != measurand_kind::unspecified) {
    const auto noun = [](measurand_kind kind) {
      return kind == measurand_kind::cumulative ? std::string("a cumulative count")
                                                : "a " + std::string(name_of(kind));
    };
    add(noun(a.kind) + " is not " + noun(b.kind));
  }
  if (differ(a.population, b.population)) {
    add("the population " + quoted(a.population) + " is not " + quoted(b.population));
  }
  if (a.status != b.status) add(std::string(name_of(a.status)) + " is not " + std::string(name_of(b.status)));
  return why;
}

}  // namespace reckon

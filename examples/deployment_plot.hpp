// SPDX-License-Identifier: BSL-1.0
#pragma once

// The reports of the deployment example, sorted by what they are about, and the forest plot of them.

#include <reckon/reckon.hpp>
#include <reckon/svg.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The reports by quantity. Errors: reckon::error if one that the example needs is missing.
struct kursk {
  std::vector<reckon::report> all;
  std::vector<reckon::report> presence;
  std::vector<reckon::report> killed;
  std::vector<reckon::report> second_wave;
  std::vector<reckon::report> apart;
  reckon::report present;  ///< the one figure for the troops that are there

  explicit kursk(std::vector<reckon::report> reports)
      : all(std::move(reports)), present(labelled("present")) {
    for (const auto& r : all) {
      const std::string what = r.measurand().name;
      if (r.status() == reckon::report_status::planned) {
        apart.push_back(r);
      } else if (what == present.measurand().name) {
        presence.push_back(r);
      } else if (what == "troops killed") {
        killed.push_back(r);
      } else if (what == "troops sent in the second wave") {
        second_wave.push_back(r);
      } else {
        apart.push_back(r);
      }
    }
    if (killed.empty() || second_wave.empty())
      throw reckon::error("the killed or the second wave are not reported");
  }

 private:
  [[nodiscard]] reckon::report labelled(const std::string& id) const {
    for (const auto& r : all) {
      if (r.label() == id) return r;
    }
    throw reckon::error("there is no report \"" + id + "\" in the table");
  }
};

/// The strength if the present figure counts the first wave on arrival: what is left of it, and the second
/// wave.
inline reckon::estimate strength_on_arrival(const kursk& k, const reckon::report& killed,
                                            const reckon::vocabulary& words) {
  return reckon::estimate(k.present, words) - reckon::estimate(killed, words) +
         reckon::estimate(k.second_wave.front(), words);
}

inline reckon::svg::row row_of(const reckon::report& r, reckon::svg::mark mark = reckon::svg::mark::report) {
  reckon::svg::row row;
  row.label = "\u201c" + r.text() + "\u201d";
  row.detail = r.source().text();
  row.origin = r.source().origin_key();
  row.mark = mark;
  if (r.is_silent()) {
    row.mark = reckon::svg::mark::silence;
    return row;
  }
  row.range = bounds(reckon::estimate(r));
  row.point = r.phrase().point();
  if (r.phrase().lower_strict() || r.phrase().upper_strict()) row.value_text = r.text();
  return row;
}

inline reckon::svg::row result_row(std::string label, std::string detail, const reckon::estimate& e) {
  reckon::svg::row row;
  row.label = std::move(label);
  row.detail = std::move(detail);
  row.mark = reckon::svg::mark::result;
  const auto outer = range(e, 0.90);
  row.range = reckon::interval<>(outer.lower(), outer.upper());
  row.value_text = describe(e);
  if (const auto middle = median(e).point()) {
    const auto inner = range(e, 0.50);
    row.point = *middle;
    row.inner = reckon::interval<>(inner.lower(), inner.upper());
  }
  return row;
}

inline reckon::svg::figure draw(const kursk& k) {
  using reckon::svg::panel;
  const auto panel_of = [](std::string title, const std::vector<reckon::report>& reports) {
    panel p;
    p.title = std::move(title);
    p.unit = reports.front().measurand().unit;
    for (const auto& r : reports) p.rows.push_back(row_of(r));
    return p;
  };

  panel wave = panel_of("Sent in the second wave", k.second_wave);
  wave.axis.scale =
      reckon::svg::scale::logarithmic;  // one report says little: the latent range spans decades
  if (const auto e = reconcile(k.second_wave, reckon::method::intersection).value) {
    wave.rows.push_back(result_row("Reconciled: intersection", "right if every report is right", *e));
  }
  if (const auto e = reconcile(k.second_wave, reckon::method::latent).value) {
    wave.rows.push_back(result_row("Reconciled: latent", "median, 50 % and 90 % range", *e));
  }
  wave.note =
      "One origin gives a number, counted once: the latent range leans on what was assumed before any "
      "report.";

  panel killed = panel_of("Killed", k.killed);
  const auto common = reconcile(k.killed, reckon::method::intersection);
  if (!common.value) killed.note = "No value satisfies both figures; they are not pooled.";

  panel strength;
  strength.title = "Strength";
  strength.unit = k.present.measurand().unit;
  strength.rows.push_back(result_row("(a) the figure is the strength now",
                                     "\u201c" + k.present.text() + "\u201d, plain",
                                     reckon::estimate(k.present)));
  for (const auto& dead : k.killed) {
    for (const auto* words : {&reckon::vocabulary::plain, &reckon::vocabulary::spoken}) {
      strength.rows.push_back(result_row("(b) with \u201c" + dead.text() + "\u201d killed",
                                         "arrived \u2212 killed + second wave, " + std::string(words->name()),
                                         strength_on_arrival(k, dead, *words)));
    }
  }
  strength.note = "plain: every value that the words allow; spoken: median, 50 % and 90 % range.";

  reckon::svg::figure figure;
  figure.title = "North Korean troops in Kursk: what one article reports";
  figure.subtitle = "Figures of 27 February 2025 with their citation chains. Each panel has its own axis.";
  figure.footnote =
      "Source: one news article of 27 February 2025, coded report by report. Ranges as vocabulary plain "
      "reads the words.";
  figure.panels = {panel_of("Present", k.presence), wave, killed, strength};
  for (const auto& r : k.apart) {
    panel apart;
    apart.title = "Listed apart: " + r.measurand().name;
    apart.unit = r.measurand().unit;
    apart.rows.push_back(row_of(r, reckon::svg::mark::apart));
    figure.panels.push_back(std::move(apart));
  }
  return figure;
}

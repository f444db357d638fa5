// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/decorated.hpp>

// A second oracle: the interval package of GNU Octave (Debian: octave-interval), asked for functions and
// decorations that MPFR does not know. Where Octave or the package is missing, there is nothing to compare.

#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/decorated/reverse.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace reckon;
using decorated = decorated_interval<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string hex(double x) {
  std::ostringstream out;
  out << std::hex << std::setw(16) << std::setfill('0') << std::bit_cast<std::uint64_t>(x);
  return out.str();
}

double from_hex(const std::string& text) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(std::stoull(text, nullptr, 16)));
}

std::string word(decoration d) {
  switch (d) {
    case decoration::com:
      return "com";
    case decoration::dac:
      return "dac";
    case decoration::def:
      return "def";
    case decoration::trv:
      return "trv";
    default:
      return "ill";
  }
}

/// Sets with ends at which something happens, and some beside them.
class sets {
 public:
  decorated operator()() {
    constexpr double ends[] = {-infinity, -1e300, -3.5, -3, -2.5, -2, -1.5, -1,  -0.5, 0, 0.3,   0.5,
                               1,         1.5,    1.6,  2,  2.5,  3,  3.14, 3.2, 4,    7, 1e300, infinity};
    double a = ends[engine_() % std::size(ends)];
    double b = ends[engine_() % std::size(ends)];
    if (engine_() % 4 == 0) b = a;
    if (std::abs(a) < 10 && engine_() % 3 == 0) a += std::uniform_real_distribution<>(-1, 1)(engine_);
    const interval<> x = nums_to_interval((std::min)(a, b), (std::max)(a, b));
    constexpr decoration weaker[] = {decoration::dac, decoration::def, decoration::trv};
    return engine_() % 3 == 0 ? decorated(x, weaker[engine_() % 3]) : decorated(x);
  }

 private:
  std::mt19937_64 engine_{8501};
};

/// What a comparison is: Octave's expression and ours, with the arguments x, y, z.
struct question {
  std::string expression;
  std::function<decorated(const std::array<decorated, 3>&)> answer;
};

/// A number or a truth value as an interval; 0 where it is not finite.
decorated of(double x) { return decorated(interval(std::isfinite(x) ? x : 0)); }

/// The names that Octave has for the relations, in the order of the standard's table.
constexpr const char* relations =
    "{'bothEmpty','firstEmpty','secondEmpty','before','meets','overlaps','starts','containedBy','finishes',"
    "'equals','finishedBy','contains','startedBy','overlappedBy','metBy','after'}";

#define RECKON_TEST_ONE(octave, ours)                                          \
  question {                                                                   \
    octave "(x)", [](const std::array<decorated, 3>& v) { return ours(v[0]); } \
  }
#define RECKON_TEST_TWO(octave, ours)                                                  \
  question {                                                                           \
    octave "(x,y)", [](const std::array<decorated, 3>& v) { return ours(v[0], v[1]); } \
  }
#define RECKON_TEST_WHOLE(octave, ours, n)                                               \
  question {                                                                             \
    octave "(x," #n ")", [](const std::array<decorated, 3>& v) { return ours(v[0], n); } \
  }
#define RECKON_TEST_NUMBER(octave, ours)                                                 \
  question {                                                                             \
    "n(" octave "(x))", [](const std::array<decorated, 3>& v) { return of(ours(v[0])); } \
  }
#define RECKON_TEST_RELATION(octave, ours)                                                               \
  question {                                                                                             \
    "n(" octave "(x,y))", [](const std::array<decorated, 3>& v) { return of(ours(v[0], v[1]) ? 1 : 0); } \
  }
#define RECKON_TEST_THREE(octave, ours)                                                        \
  question {                                                                                   \
    octave "(x,y,z)", [](const std::array<decorated, 3>& v) { return ours(v[0], v[1], v[2]); } \
  }

// Not asked: the reverses of atan2, where version 3.2.1 answers that no x has an angle of -0.5 with an
// ordinate in [-2, 0]; cancelMinus, where it gives [-3, -4.7] for [-3.5, -0.7] less [-0.5, 4]; cot and csc,
// which it takes to have values at every multiple of pi.
std::vector<question> questions() {
  return {RECKON_TEST_ONE("abs", abs),
          RECKON_TEST_ONE("sqrt", sqrt),
          RECKON_TEST_ONE("exp", exp),
          RECKON_TEST_ONE("log", log),
          RECKON_TEST_ONE("log1p", logp1),
          RECKON_TEST_ONE("pow2", exp2),
          RECKON_TEST_ONE("pow10", exp10),
          RECKON_TEST_ONE("expm1", expm1),
          RECKON_TEST_ONE("log2", log2),
          RECKON_TEST_ONE("log10", log10),
          RECKON_TEST_ONE("cbrt", cbrt),
          RECKON_TEST_ONE("sin", sin),
          RECKON_TEST_ONE("cos", cos),
          RECKON_TEST_ONE("tan", tan),
          RECKON_TEST_ONE("asin", asin),
          RECKON_TEST_ONE("acos", acos),
          RECKON_TEST_ONE("atan", atan),
          RECKON_TEST_ONE("sinh", sinh),
          RECKON_TEST_ONE("cosh", cosh),
          RECKON_TEST_ONE("tanh", tanh),
          RECKON_TEST_ONE("asinh", asinh),
          RECKON_TEST_ONE("acosh", acosh),
          RECKON_TEST_ONE("atanh", atanh),
          RECKON_TEST_ONE("sec", sec),
          RECKON_TEST_ONE("sech", sech),
          RECKON_TEST_ONE("csch", csch),
          RECKON_TEST_ONE("coth", coth),
          RECKON_TEST_ONE("sign", sign),
          RECKON_TEST_ONE("ceil", ceil),
          RECKON_TEST_ONE("floor", floor),
          RECKON_TEST_ONE("fix", trunc),
          RECKON_TEST_ONE("roundb", round_ties_to_even),
          RECKON_TEST_ONE("round", round_ties_to_away),
          RECKON_TEST_WHOLE("pown", pown, 2),
          RECKON_TEST_WHOLE("pown", pown, 3),
          RECKON_TEST_WHOLE("pown", pown, 0),
          RECKON_TEST_WHOLE("pown", pown, -1),
          RECKON_TEST_WHOLE("pown", pown, -4),
          RECKON_TEST_WHOLE("nthroot", rootn, 3),
          RECKON_TEST_WHOLE("nthroot", rootn, 4),
          RECKON_TEST_WHOLE("nthroot", rootn, -3),
          RECKON_TEST_WHOLE("pownrev", pown_rev, 2),
          RECKON_TEST_WHOLE("pownrev", pown_rev, 3),
          RECKON_TEST_WHOLE("pownrev", pown_rev, -2),
          RECKON_TEST_TWO("atan2", atan2),
          RECKON_TEST_TWO("hypot", hypot),
          RECKON_TEST_TWO("min", (min)),
          RECKON_TEST_TWO("max", (max)),
          RECKON_TEST_NUMBER("mid", mid),
          RECKON_TEST_NUMBER("rad", rad),
          RECKON_TEST_NUMBER("wid", wid),
          RECKON_TEST_NUMBER("mag", mag),
          RECKON_TEST_NUMBER("mig", mig),
          RECKON_TEST_NUMBER("isempty", is_empty),
          RECKON_TEST_NUMBER("isentire", is_entire),
          RECKON_TEST_NUMBER("issingleton", is_singleton),
          RECKON_TEST_NUMBER("iscommoninterval", is_common_interval),
          RECKON_TEST_RELATION("subset", subset),
          RECKON_TEST_RELATION("interior", interior),
          RECKON_TEST_RELATION("disjoint", disjoint),
          RECKON_TEST_RELATION("eq", equal),
          RECKON_TEST_RELATION("le", less),
          RECKON_TEST_RELATION("lt", strict_less),
          RECKON_TEST_RELATION("precedes", precedes),
          RECKON_TEST_RELATION("strictprecedes", strict_precedes),
          question{"o(overlap(x,y))",
                   [](const std::array<decorated, 3>& v) {
                     return of(static_cast<double>(static_cast<int>(overlap(v[0], v[1]))));
                   }},
          RECKON_TEST_ONE("sqrrev", sqr_rev),
          RECKON_TEST_ONE("coshrev", cosh_rev),
          RECKON_TEST_TWO("plus", operator+),
          RECKON_TEST_TWO("minus", operator-),
          RECKON_TEST_TWO("times", operator*),
          RECKON_TEST_TWO("rdivide", operator/),
          RECKON_TEST_TWO("pow", pow),
          RECKON_TEST_TWO("intersect", intersection),
          RECKON_TEST_TWO("union", convex_hull),
          RECKON_TEST_TWO("mulrev", mul_rev),
          RECKON_TEST_TWO("absrev", abs_rev),
          RECKON_TEST_TWO("sinrev", sin_rev),
          RECKON_TEST_TWO("cosrev", cos_rev),
          RECKON_TEST_TWO("tanrev", tan_rev),
          RECKON_TEST_THREE("fma", fma),
          RECKON_TEST_TWO("powrev1", pow_rev1),
          RECKON_TEST_TWO("powrev2", pow_rev2)};
}

std::string script(const std::vector<question>& asked, const std::vector<std::array<decorated, 3>>& arguments,
                   const std::string& answers) {
  std::ostringstream text;
  text << "pkg load interval\nwarning('off','all');\nout=fopen('" << answers << "','w');\n"
       << "function p(out,r)\n d=decorationpart(r); "
       << "fprintf(out,'%s %s %s\\n',num2hex(inf(r)),num2hex(sup(r)),d{1});\nend\n"
       << "function v=s(a,b,d)\n a=hex2num(a); b=hex2num(b);\n"
       << " if a>b v=infsupdec(); else v=infsupdec(a,b,d); end\nend\n"
       << "function v=n(x)\n x=double(x); if ~isfinite(x) x=0; end\n v=infsupdec(x);\nend\n"
       << "function v=o(x)\n v=infsupdec(find(strcmp(x," << relations << "))-1);\nend\n";
  for (const auto& v : arguments) {
    const char* const names = "xyz";
    for (std::size_t k = 0; k < 3; ++k) {
      text << names[k] << "=s('" << hex(v[k].lower()) << "','" << hex(v[k].upper()) << "','"
           << word(v[k].dec()) << "');\n";
    }
    for (const question& q : asked) text << "p(out," << q.expression << ");\n";
  }
  return text.str() + "fclose(out);\n";
}

bool has_octave() {
  return std::system("octave-cli --quiet --eval \"pkg load interval\" > /dev/null 2>&1") == 0 ||
         std::system("octave-cli --quiet --eval \"pkg load interval; exit(0)\" > /dev/null 2>&1") == 0;
}

}  // namespace

TEST_CASE("no bound is wider than Octave's by more than two places, and every decoration is the same",
          "[.long]") {
  if (!has_octave()) {
    WARN("octave-cli with the package interval is not installed: nothing compared");
    return;
  }
  namespace fs = std::filesystem;
  std::random_device device;
  const fs::path folder = fs::temp_directory_path() / ("reckon_octave_" + std::to_string(device()));
  fs::create_directory(folder);
  const std::vector<question> asked = questions();
  std::vector<std::array<decorated, 3>> arguments;
  sets random;
  for (int i = 0; i < 150; ++i) arguments.push_back({random(), random(), random()});
  std::ofstream(folder / "ask.m") << script(asked, arguments, (folder / "answers").string());
  const std::string command = "octave-cli --quiet \"" + (folder / "ask.m").string() + "\" > /dev/null 2>&1";
  // Its exit status tells nothing: Octave may crash when it is done.
  (void)std::system(command.c_str());
  std::ifstream answers(folder / "answers");
  int compared = 0;
  for (const auto& v : arguments) {
    for (const question& q : asked) {
      std::string lower;
      std::string upper;
      std::string d;
      if (!(answers >> lower >> upper >> d)) break;
      ++compared;
      const decorated found = q.answer(v);
      INFO(q.expression << " of " << support::text(v[0].part()) << ' ' << support::text(v[1].part()) << ' '
                        << support::text(v[2].part()) << " is " << support::text(found.part()));
      CHECK(word(found.dec()) == d);
      double l = from_hex(lower);
      double u = from_hex(upper);
      if (is_empty(found)) {
        // Octave may keep a limit that is no solution.
        CHECK((l > u || q.expression.find("rev") != std::string::npos));
        continue;
      }
      for (int k = 0; k < 2; ++k) {
        l = std::nextafter(l, -infinity);
        u = std::nextafter(u, infinity);
      }
      CHECK(found.lower() >= l);
      CHECK(found.upper() <= u);
      if (q.expression.find("rev") != std::string::npos) continue;
      // Nor is it narrower, as both hold the range.
      for (int k = 0; k < 4; ++k) {
        l = std::nextafter(l, infinity);
        u = std::nextafter(u, -infinity);
      }
      CHECK(found.lower() <= l);
      CHECK(found.upper() >= u);
    }
  }
  fs::remove_all(folder);
  CHECK(compared == static_cast<int>(arguments.size() * asked.size()));
}

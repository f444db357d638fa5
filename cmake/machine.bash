# SPDX-License-Identifier: BSL-1.0
# Sourced by tests/run, examples/run and .ci/run: sees what a machine lacks and, on Debian and its like, installs it.

say() { printf '%s\n' "$*"; }
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

has_command() { command -v "$1" >/dev/null 2>&1; }

# Whether a C++ compiler here finds a header. Without a compiler none is found, which is as good: then all is missing.
has_header() {
  local compiler
  for compiler in g++ clang++ c++; do
    if has_command "$compiler"; then
      printf '#include <%s>\n' "$1" | "$compiler" -std=c++20 -E -x c++ - >/dev/null 2>&1
      return
    fi
  done
  return 1
}

# Whether clang++ can link with the sanitizers: their runtime is a package of its own.
has_clang_sanitizer() {
  has_command clang++ && printf 'int main() {}\n' |
    clang++ -fsanitize=address,undefined -x c++ - -o /dev/null >/dev/null 2>&1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Installs the packages named, if this is a machine with apt-get on which we may; else says which they are and stops.
install_packages() {
  say "missing here: $*"
  if ! has_command apt-get; then
    die "please install what these packages of Debian are called here: $*"
  fi
  if [ "$(id -u)" -ne 0 ] && ! { has_command sudo && sudo -n true 2>/dev/null; }; then
    die "please install the packages first: sudo apt-get install $*"
  fi
  say "installing them"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null ||
    say "the list of packages could not be brought up to date; trying with the old one"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$@" \
    </dev/null >/dev/null || die "the packages could not be installed: $*"
}

# need <what>...: builder, g++, tests, clang, sanitizer, format, tidy. Collects what is missing, then installs it in one go.
need() {
  local what
  local packages=()
  for what in "$@"; do
    case $what in
      builder)
        has_command cmake || packages+=(cmake)
        has_command g++ || has_command clang++ || packages+=(g++)
        has_command ninja || has_command make || packages+=(ninja-build)
        has_header boost/math/distributions/normal.hpp || packages+=(libboost-dev)
        ;;
      g++) has_command g++ || packages+=(g++) ;;
      tests)
        has_header catch2/catch.hpp || has_header catch2/catch_all.hpp || packages+=(catch2)
        has_header nlohmann/json.hpp || packages+=(nlohmann-json3-dev)
        has_header mpfr.h || packages+=(libmpfr-dev)
        ;;
      clang) has_command clang++ || packages+=(clang) ;;
      sanitizer) has_clang_sanitizer || packages+=(clang libclang-rt-dev) ;;
      format) has_command clang-format-14 || packages+=(clang-format-14) ;;
      tidy) has_command clang-tidy-14 || packages+=(clang-tidy-14) ;;
    esac
  done
  [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
  local major minor
  IFS=. read -r major minor _ <<<"$(cmake --version | sed -n '1s/[^0-9]*//p')"
  if [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 25 ]; }; then
    die "the presets need CMake 3.25 or newer, and this is $major.$minor"
  fi
}

# Unpacks the headers of another Boost of Debian below a folder, without installing them, and tells where their CMake
# files lie.
unpacked_boost() { # unpacked_boost <version> <folder>
  local where=$2/boost-$1
  if [ ! -d "$where/usr/include/boost" ]; then
    mkdir -p "$where"
    (cd "$where" && apt-get -qq download "libboost$1-dev" && dpkg -x libboost"$1"-dev_*.deb . &&
      rm libboost"$1"-dev_*.deb) >&2 || die "there is no package libboost$1-dev to download and unpack"
  fi
  printf '%s\n' "$where"/usr/lib/*/cmake/Boost-"$1"*
}

# Where to build: below the clone, or in a temporary folder if nothing can be written there.
build_folder() { # build_folder <root> <name>
  local folder=${RECKON_BUILD_DIR:-$1/build}
  if mkdir -p "$folder/$2" 2>/dev/null && [ -w "$folder/$2" ]; then
    (cd "$folder/$2" && pwd)
  else
    mktemp -d "${TMPDIR:-/tmp}/reckon-$2.XXXXXX"
  fi
}

# Ninja where there is one, make else; a folder that has been used keeps what it was configured for.
choose_generator() { # choose_generator <build folder>
  local used=
  if [ -e "$1/CMakeCache.txt" ]; then
    used=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$1/CMakeCache.txt")
  fi
  if [ -n "$used" ]; then
    CMAKE_GENERATOR=$used
  elif has_command ninja; then
    CMAKE_GENERATOR=Ninja
  else
    CMAKE_GENERATOR='Unix Makefiles'
  fi
  export CMAKE_GENERATOR
}

processors() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

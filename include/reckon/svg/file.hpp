// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

/// A file that is there whole or not at all.
namespace reckon::svg::detail {

[[noreturn]] inline void refuse_file(const std::filesystem::path& path, const std::string& reason) {
  throw error("reckon::svg::write_svg: cannot write " + path.string() + ": " + reason);
}

/// Writes beside the path under a name that nobody uses, then renames; until then the old file stays.
inline void write_whole(std::filesystem::path path, std::string_view content) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  // Renaming would replace a device or a pipe by a file.
  if (fs::exists(status) && !fs::is_regular_file(status)) refuse_file(path, "it is not a regular file");
  const fs::path named = path;
  if (fs::is_symlink(fs::symlink_status(path, failure)) && fs::exists(status))
    path = fs::canonical(path, failure);
  std::FILE* file = nullptr;
  fs::path temporary;
  // "x": of two programs that write at once, each gets a name of its own.
  for (int i = 0; file == nullptr && i < 100; ++i) {
    temporary = path;
    temporary += ".part" + std::to_string(i);
    file = std::fopen(temporary.string().c_str(), "wbx");
    if (file == nullptr && !fs::exists(temporary, failure)) break;
  }
  if (file == nullptr) refuse_file(named, "no file can be made in its directory");
  const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  const bool closed = std::fclose(file) == 0;
  if (written && closed) fs::rename(temporary, path, failure);
  if (!written || !closed || failure) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    refuse_file(named, failure ? failure.message() : "the disk did not take all of it");
  }
}

}  // namespace reckon::svg::detail

# SPDX-License-Identifier: BSL-1.0
# Several test sources as one translation unit, each in a namespace of its own: what they share of the library is
# compiled once, not once for each. What they include stands before all of them, outside the namespaces.

# Writes `output` from sources that lie below the folder of tests.
function(write_together output)
  set(includes "")
  set(bodies "")
  foreach(source IN LISTS ARGN)
    get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}/${source}" DIRECTORY)
    file(STRINGS "${source}" lines REGEX "^#include ")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^#include \"([^\"]+)\".*" "\\1" beside "${line}")
      if(EXISTS "${folder}/${beside}")
        set(line "#include \"${folder}/${beside}\"")
      endif()
      string(APPEND includes "${line}\n")
    endforeach()
    string(MAKE_C_IDENTIFIER "${source}" name)
    string(APPEND bodies "namespace tests_in_${name} {\n#include \"${CMAKE_CURRENT_SOURCE_DIR}/${source}\"\n}\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" CONTENT "${includes}${bodies}" @ONLY)
endfunction()

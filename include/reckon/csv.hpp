// SPDX-License-Identifier: BSL-1.0
#pragma once

// Reports from tables of comma-separated values.
#include <reckon/csv/reports.hpp>      // read_reports
#include <reckon/csv/table_error.hpp>  // what they throw

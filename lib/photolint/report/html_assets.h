// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace photolint {

/// A file of the HTML report that is the same for every run.
struct HtmlAsset {
  std::string_view name{};  ///< inside the report's folder
  std::string_view bytes{};
};

/// All but the page itself.
[[nodiscard]] std::span<const HtmlAsset> html_assets();

/// "index.html", which is written last.
[[nodiscard]] HtmlAsset html_page();

}  // namespace photolint

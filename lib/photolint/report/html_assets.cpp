// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/html_assets.h"

#include <array>

extern "C" {
extern const char photolint_html_index[], photolint_html_index_end[];
extern const char photolint_html_style[], photolint_html_style_end[];
extern const char photolint_html_data[], photolint_html_data_end[];
extern const char photolint_html_dom[], photolint_html_dom_end[];
extern const char photolint_html_list[], photolint_html_list_end[];
extern const char photolint_html_detail[], photolint_html_detail_end[];
extern const char photolint_html_charts[], photolint_html_charts_end[];
extern const char photolint_html_print[], photolint_html_print_end[];
extern const char photolint_html_app[], photolint_html_app_end[];
}

namespace photolint {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::span<const HtmlAsset> html_assets() {
  static const std::array kAssets = {
      HtmlAsset{"assets/report.css", between(photolint_html_style, photolint_html_style_end)},
      HtmlAsset{"assets/data.js", between(photolint_html_data, photolint_html_data_end)},
      HtmlAsset{"assets/dom.js", between(photolint_html_dom, photolint_html_dom_end)},
      HtmlAsset{"assets/list.js", between(photolint_html_list, photolint_html_list_end)},
      HtmlAsset{"assets/detail.js", between(photolint_html_detail, photolint_html_detail_end)},
      HtmlAsset{"assets/charts.js", between(photolint_html_charts, photolint_html_charts_end)},
      HtmlAsset{"assets/print.js", between(photolint_html_print, photolint_html_print_end)},
      HtmlAsset{"assets/app.js", between(photolint_html_app, photolint_html_app_end)},
  };
  return kAssets;
}

HtmlAsset html_page() {
  return {"index.html", between(photolint_html_index, photolint_html_index_end)};
}

}  // namespace photolint

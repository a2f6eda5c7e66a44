// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/measurement_names.h"

#include <array>

#include "photolint/report/lookup.h"

namespace photolint {
namespace {

// clang-format off: a table, one name a line
constexpr std::array kNames = {
    // File.
    CatalogueEntry{"alpha", {"transparency", "透明通道"}},
    CatalogueEntry{"bits_per_component", {"bits per channel", "每通道位深"}},
    CatalogueEntry{"coloured", {"coloured pixels", "彩色像素占比"}},
    CatalogueEntry{"components", {"channels", "通道数"}},
    CatalogueEntry{"defects", {"defects", "缺陷数"}},
    CatalogueEntry{"extension_agrees", {"extension fits content", "扩展名与内容一致"}},
    CatalogueEntry{"format_allowed", {"format allowed", "格式符合要求"}},
    CatalogueEntry{"height", {"height", "高度"}},
    CatalogueEntry{"off_multiple", {"off the multiple", "偏离倍数"}},
    CatalogueEntry{"orientation", {"EXIF orientation", "EXIF方向值"}},
    CatalogueEntry{"quality", {"JPEG quality", "JPEG质量"}},
    CatalogueEntry{"ratio", {"width by height", "宽高比"}},
    CatalogueEntry{"size", {"file size", "文件大小"}},
    CatalogueEntry{"true_colour", {"true colour", "真彩色"}},
    CatalogueEntry{"width", {"width", "宽度"}},
    CatalogueEntry{"x_dpi", {"horizontal resolution", "水平分辨率"}},
    CatalogueEntry{"y_dpi", {"vertical resolution", "垂直分辨率"}},
    // Image.
    CatalogueEntry{"burnt_share", {"burnt-out part of the face", "面部过曝占比"}},
    CatalogueEntry{"dark_share", {"dark part of the face", "面部暗像素占比"}},
    CatalogueEntry{"edge_width", {"edge width", "边缘宽度"}},
    CatalogueEntry{"frame_level", {"brightest part of the picture", "画面最亮处"}},
    CatalogueEntry{"left_right", {"left-right balance", "左右亮度均衡度"}},
    CatalogueEntry{"left_right_overlap", {"left-right overlap", "左右亮度重合度"}},
    CatalogueEntry{"mean_level", {"mean brightness", "平均亮度"}},
    CatalogueEntry{"sharpness", {"sharpness", "清晰度"}},
    CatalogueEntry{"top_bottom", {"top-bottom balance", "上下亮度均衡度"}},
    CatalogueEntry{"white_level", {"brightest part of the face", "面部最亮处"}},
    // Background.
    CatalogueEntry{"across", {"change across", "水平方向色差"}},
    CatalogueEntry{"change", {"colour change end to end", "整体渐变色差"}},
    CatalogueEntry{"chroma", {"chroma", "彩度"}},
    CatalogueEntry{"down", {"change downwards", "垂直方向色差"}},
    CatalogueEntry{"clothes_alike", {"clothes like the background", "与背景同色服装占比"}},
    CatalogueEntry{"clothes_contrast", {"clothes against background", "服装与背景色差"}},
    CatalogueEntry{"fringe_share", {"outline with a fringe", "异色边占比"}},
    CatalogueEntry{"hair_contrast", {"hair against background", "头发与背景色差"}},
    CatalogueEntry{"hue", {"hue", "色相"}},
    CatalogueEntry{"left_background", {"background on the left", "左侧可见背景"}},
    CatalogueEntry{"lightness", {"lightness", "明度（L*）"}},
    CatalogueEntry{"line_step", {"step across lines", "直线处灰度跳变"}},
    CatalogueEntry{"objects_share", {"objects in the background", "背景杂物占比"}},
    CatalogueEntry{"patches", {"patchiness", "局部色差"}},
    CatalogueEntry{"reference_distance", {"distance to the reference colour", "与参考色的色差"}},
    CatalogueEntry{"right_background", {"background on the right", "右侧可见背景"}},
    CatalogueEntry{"saturation", {"saturation", "饱和度"}},
    CatalogueEntry{"shadow_depth", {"depth of the shadow", "阴影深度"}},
    CatalogueEntry{"shadow_share", {"shadow on the background", "背景阴影占比"}},
    CatalogueEntry{"spread", {"colour spread", "颜色离散"}},
    CatalogueEntry{"texture_share", {"texture of the background", "背景纹理占比"}},
    CatalogueEntry{"value", {"brightness", "亮度"}},
    // Geometry.
    CatalogueEntry{"chin_margin", {"room under the chin", "下颌以下空间"}},
    CatalogueEntry{"eye_distance", {"eye distance", "两眼间距"}},
    CatalogueEntry{"eye_line", {"eye line", "眼睛高度位置"}},
    CatalogueEntry{"eye_middle", {"middle of the eyes", "两眼中点水平位置"}},
    CatalogueEntry{"face_width", {"face width", "脸部宽度"}},
    CatalogueEntry{"faces", {"faces", "人脸数"}},
    CatalogueEntry{"head_height", {"head height", "头部高度占比"}},
    CatalogueEntry{"head_top", {"head top", "头顶发际距上边缘"}},
    CatalogueEntry{"left_margin", {"left margin", "左侧空隙"}},
    CatalogueEntry{"left_shoulder", {"left shoulder", "左肩可见宽度"}},
    CatalogueEntry{"pitch", {"pitch", "俯仰角"}},
    CatalogueEntry{"pitch_sigma", {"standard error of the pitch", "俯仰角标准误差"}},
    CatalogueEntry{"right_margin", {"right margin", "右侧空隙"}},
    CatalogueEntry{"right_shoulder", {"right shoulder", "右肩可见宽度"}},
    CatalogueEntry{"roll", {"roll", "歪斜角"}},
    CatalogueEntry{"second_face_size", {"size of the second face", "第二张人脸相对大小"}},
    CatalogueEntry{"shoulder_slope", {"slope of the shoulders", "双肩倾斜角"}},
    CatalogueEntry{"shoulders", {"shoulders in the picture", "可见肩部数"}},
    CatalogueEntry{"sides_cut", {"sides cut", "被裁切的边数"}},
    CatalogueEntry{"yaw", {"yaw", "水平偏转角"}},
    // Clothes.
    CatalogueEntry{"background_colour", {"clothes of the background's colour", "与背景同色的彩色服装占比"}},
    CatalogueEntry{"forbidden_colour", {"clothes of a forbidden colour", "禁用颜色占比"}},
    CatalogueEntry{"light_share", {"white or light clothes", "白色及浅色占比"}},
    CatalogueEntry{"patterned_share", {"patterned clothes", "有纹样服装占比"}},
    CatalogueEntry{"shoulder_marks", {"marks on the shoulders", "肩部标记占比"}},
};
// clang-format on

constexpr auto kByKey = sorted_by_key(kNames);

}  // namespace

std::span<const CatalogueEntry> measurement_names() {
  return kNames;
}

const Text* find_measurement_name(std::string_view name) {
  return find_text_in(kByKey, name);
}

}  // namespace photolint

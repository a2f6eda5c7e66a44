// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/measurement_names.h"

#include <array>

#include "photolint/report/lookup.h"

namespace photolint {
namespace {

// clang-format off: a table, one name a line
constexpr std::array kNames = {
    // File.
    CatalogueEntry{"age", {"age of the photo", "拍摄天数"}},
    CatalogueEntry{"alpha", {"transparency", "透明通道"}},
    CatalogueEntry{"bits_per_component", {"bits per channel", "每通道位深"}},
    CatalogueEntry{"coloured", {"coloured pixels", "彩色像素占比"}},
    CatalogueEntry{"components", {"channels", "通道数"}},
    CatalogueEntry{"defects", {"defects", "缺陷数"}},
    CatalogueEntry{"extension_agrees", {"extension fits content", "扩展名与内容一致"}},
    CatalogueEntry{"fingerprint_distance", {"distance of the fingerprints", "指纹相差位数"}},
    CatalogueEntry{"format_allowed", {"format allowed", "格式符合要求"}},
    CatalogueEntry{"height", {"height", "高度"}},
    CatalogueEntry{"off_multiple", {"off the multiple", "偏离倍数"}},
    CatalogueEntry{"orientation", {"EXIF orientation", "EXIF方向值"}},
    CatalogueEntry{"people", {"fields that name people", "记录人名处数"}},
    CatalogueEntry{"pixels_per_module", {"pixels a module of the code", "采集码每模块像素"}},
    CatalogueEntry{"position", {"position", "定位信息"}},
    CatalogueEntry{"quality", {"JPEG quality", "JPEG质量"}},
    CatalogueEntry{"ratio", {"width by height", "宽高比"}},
    CatalogueEntry{"size", {"file size", "文件大小"}},
    CatalogueEntry{"thumbnail_difference", {"part of the thumbnail that differs", "缩略图差异占比"}},
    CatalogueEntry{"true_colour", {"true colour", "真彩色"}},
    CatalogueEntry{"width", {"width", "宽度"}},
    CatalogueEntry{"x_dpi", {"horizontal resolution", "水平分辨率"}},
    CatalogueEntry{"y_dpi", {"vertical resolution", "垂直分辨率"}},
    // Image.
    CatalogueEntry{"block_strength", {"compression blocks", "压缩块强度"}},
    CatalogueEntry{"borders", {"sides with a border", "带边框的边数"}},
    CatalogueEntry{"burnt_share", {"burnt-out part of the face", "面部过曝占比"}},
    CatalogueEntry{"chroma_noise", {"colour noise", "彩色噪点"}},
    CatalogueEntry{"dark_share", {"dark part of the face", "面部暗像素占比"}},
    CatalogueEntry{"edges", {"sides with a straight edge", "出现直线边缘的边数"}},
    CatalogueEntry{"edge_width", {"edge width", "边缘宽度"}},
    CatalogueEntry{"enlarging_trace", {"trace of enlarging", "放大痕迹"}},
    CatalogueEntry{"entropy", {"entropy of the luminance", "亮度信息熵"}},
    CatalogueEntry{"frame_level", {"brightest part of the picture", "画面最亮处"}},
    CatalogueEntry{"left_right", {"left-right balance", "左右亮度均衡度"}},
    CatalogueEntry{"left_right_overlap", {"left-right overlap", "左右亮度重合度"}},
    CatalogueEntry{"mean_level", {"mean brightness", "平均亮度"}},
    CatalogueEntry{"motion_ratio", {"blur by direction", "方向性模糊比"}},
    CatalogueEntry{"noise_sigma", {"noise", "噪点"}},
    CatalogueEntry{"repeated_lines", {"repeated lines", "重复行列占比"}},
    CatalogueEntry{"pattern", {"strength of the regular pattern", "规则纹路强度"}},
    CatalogueEntry{"pattern_amplitude", {"amplitude of the pattern", "纹路幅度"}},
    CatalogueEntry{"pattern_period", {"period of the pattern", "纹路周期"}},
    CatalogueEntry{"red_cast", {"red cast", "偏红程度"}},
    CatalogueEntry{"resolved_detail", {"resolved detail", "可分辨细节占比"}},
    CatalogueEntry{"round_corners", {"rounded corners", "圆角数"}},
    CatalogueEntry{"sharpness", {"sharpness", "清晰度"}},
    CatalogueEntry{"skin_a", {"a* of the skin", "肤色a*"}},
    CatalogueEntry{"skin_b", {"b* of the skin", "肤色b*"}},
    CatalogueEntry{"spots", {"shining part of the skin", "皮肤反光占比"}},
    CatalogueEntry{"text_lines", {"lines of text", "文字行数"}},
    CatalogueEntry{"tones", {"entropy at equal brightness", "折算信息熵"}},
    CatalogueEntry{"top_bottom", {"top-bottom balance", "上下亮度均衡度"}},
    CatalogueEntry{"true_resolution", {"true resolution", "真实分辨率占比"}},
    CatalogueEntry{"white_level", {"brightest part of the face", "面部最亮处"}},
    CatalogueEntry{"yellow_cast", {"yellow cast", "偏黄程度"}},
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
    // Face: hair and covers.
    CatalogueEntry{"brow_left", {"covered part of the left eyebrow", "左侧眉毛遮挡占比"}},
    CatalogueEntry{"brow_right", {"covered part of the right eyebrow", "右侧眉毛遮挡占比"}},
    CatalogueEntry{"ear_left", {"visible part of the left ear", "左侧耳朵可见比例"}},
    CatalogueEntry{"ear_right", {"visible part of the right ear", "右侧耳朵可见比例"}},
    CatalogueEntry{"eye_hair", {"hair over an eye", "眼部头发遮挡占比"}},
    CatalogueEntry{"eyes_hidden", {"hidden eyes", "被遮住的眼睛数"}},
    CatalogueEntry{"face_foreign", {"covered part of the lower face", "面部下半被遮挡占比"}},
    CatalogueEntry{"forehead_covered", {"covered part of the forehead", "额头遮挡占比"}},
    CatalogueEntry{"hair_ornament", {"ornament in the hair", "发饰面积占比"}},
    CatalogueEntry{"head_covered", {"cover on the head", "头部遮盖面积占比"}},
    CatalogueEntry{"mouth_visible", {"visible part of the lips", "嘴唇可见比例"}},
    CatalogueEntry{"nose_unlike_skin", {"nose unlike the skin", "鼻部非肤色占比"}},
    // Geometry.
    CatalogueEntry{"chin_margin", {"room under the chin", "下颌以下空间"}},
    CatalogueEntry{"eye_distance", {"eye distance", "两眼间距"}},
    CatalogueEntry{"eye_distance_share", {"eye distance by width", "两眼间距占宽度比例"}},
    CatalogueEntry{"eye_line", {"eye line", "眼睛高度位置"}},
    CatalogueEntry{"eye_middle", {"middle of the eyes", "两眼中点水平位置"}},
    CatalogueEntry{"face_elongation", {"face length by width", "脸部长宽比"}},
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
    // Glasses, jewellery, collar.
    CatalogueEntry{"bare_shoulders", {"bare shoulders", "肩部裸露占比"}},
    CatalogueEntry{"earring", {"spot on the ear lobe", "耳垂斑点对比度"}},
    CatalogueEntry{"frame_evidence", {"evidence of glasses", "镜框证据值"}},
    CatalogueEntry{"frame_over_eyes", {"bar across the eyes", "眼部横条对比度"}},
    CatalogueEntry{"lens_glare", {"reflection on the lens", "镜片反光占比"}},
    CatalogueEntry{"lens_light", {"light through the lenses", "镜片透光比"}},
    CatalogueEntry{"lens_tint", {"colour of the lenses", "镜片色差"}},
    CatalogueEntry{"neck_height", {"visible neck", "可见颈部高度"}},
    CatalogueEntry{"neck_line", {"line across the neck", "颈部线条对比度"}},
    // Face.
    CatalogueEntry{"cheek_redness", {"redness of the cheeks", "脸颊偏红程度"}},
    CatalogueEntry{"corner_lift", {"lift of the mouth's corners", "嘴角上扬"}},
    CatalogueEntry{"gaze_offset", {"gaze off the middle", "视线偏移"}},
    CatalogueEntry{"iris_chroma", {"chroma of the irises", "虹膜彩度"}},
    CatalogueEntry{"iris_contrast", {"contrast of the irises", "虹膜对比度"}},
    CatalogueEntry{"iris_hue", {"hue of the irises", "虹膜色相"}},
    CatalogueEntry{"lid_colour", {"colour of the upper lids", "上眼睑着色"}},
    CatalogueEntry{"lid_opening", {"opening of the lids", "眼睑开合度"}},
    CatalogueEntry{"lip_redness", {"redness of the lips", "嘴唇偏红程度"}},
    CatalogueEntry{"mouth_gap", {"gap between the lips", "唇间缝隙"}},
    CatalogueEntry{"mouth_width", {"width of the mouth", "嘴宽"}},
    CatalogueEntry{"red_pupil", {"red part of the pupils", "瞳孔红色占比"}},
    CatalogueEntry{"smile", {"smile", "微笑得分"}},
    CatalogueEntry{"teeth_share", {"teeth across the mouth", "露齿宽度占比"}},
    // Authenticity.
    CatalogueEntry{"background_noise", {"noise of the background", "背景噪点"}},
    CatalogueEntry{"eye_size", {"size of the eyes", "眼睛大小"}},
    CatalogueEntry{"grid_mismatch", {"foreign compression grid", "异位压缩网格"}},
    CatalogueEntry{"jaw_ratio", {"jaw by cheeks", "下颌与面颊宽度比"}},
    CatalogueEntry{"noise_ratio", {"noise of skin by background", "皮肤与背景噪点比"}},
    CatalogueEntry{"nose_width", {"width of the nose", "鼻宽"}},
    CatalogueEntry{"skin_texture", {"skin texture", "皮肤纹理"}},
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/models.h"

#include <fstream>
#include <memory>
#include <utility>

#include "photolint/analysis/analyser.h"

// Made by lib/photolint/models/models.S.in.
extern "C" {
extern const std::uint8_t photolint_model_face_detector[];
extern const std::uint8_t photolint_model_face_detector_end[];
extern const std::uint8_t photolint_model_face_landmarks[];
extern const std::uint8_t photolint_model_face_landmarks_end[];
extern const std::uint8_t photolint_model_portrait_parsing[];
extern const std::uint8_t photolint_model_portrait_parsing_end[];
}

namespace photolint {
namespace {

// The shipped networks have 1 to 3 MB; protobuf itself refuses more than 2 GB.
constexpr std::streamoff kMaxModelBytes = 256LL << 20;

Result<ModelFile> read_model(const std::string& folder, const std::string& file_name) {
  ModelFile model;
  model.name = folder + "/" + file_name;
  std::ifstream stream(model.name, std::ios::binary | std::ios::ate);
  const std::streamoff size = stream ? std::streamoff{stream.tellg()} : -1;
  if (size < 0) return Error{ErrorCode::model_missing, {{"file", model.name}}, {}};
  if (size == 0 || size > kMaxModelBytes) {
    return Error{ErrorCode::model_invalid, {{"file", model.name}, {"detail", "size"}}, {}};
  }
  model.owned.resize(static_cast<std::size_t>(size));
  stream.seekg(0);
  // char may alias any byte.
  stream.read(reinterpret_cast<char*>(model.owned.data()), size);
  if (!stream) return Error{ErrorCode::model_missing, {{"file", model.name}}, {}};
  model.bytes = model.owned;
  return model;
}

}  // namespace

Result<std::shared_ptr<const Models>> load_models(const std::string& model_dir) {
  auto models = std::make_shared<Models>();
  if (model_dir.empty()) {
    models->face_detector = {
        "face_detector.onnx", {}, {photolint_model_face_detector, photolint_model_face_detector_end}};
    models->face_landmarks = {
        "face_landmarks.onnx", {}, {photolint_model_face_landmarks, photolint_model_face_landmarks_end}};
    models->portrait_parsing = {"portrait_parsing.onnx",
                                {},
                                {photolint_model_portrait_parsing, photolint_model_portrait_parsing_end}};
    return std::shared_ptr<const Models>(std::move(models));
  }
  const std::pair<const char*, ModelFile*> wanted[] = {{"face_detector.onnx", &models->face_detector},
                                                       {"face_landmarks.onnx", &models->face_landmarks},
                                                       {"portrait_parsing.onnx", &models->portrait_parsing}};
  for (const auto& [file_name, target] : wanted) {
    Result<ModelFile> model = read_model(model_dir, file_name);
    if (!model) return model.error();
    *target = std::move(model).value();
  }
  return std::shared_ptr<const Models>(std::move(models));
}

}  // namespace photolint

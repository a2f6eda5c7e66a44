// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace photolint {

/// Read-only pixels that somebody else owns: rows of interleaved 8-bit channels (grey: 1, colour: B, G, R).
/// Cheap to copy. An empty view has width 0.
class ImageView {
 public:
  ImageView() = default;
  /// stride is the distance of two rows in bytes, at least width * channels.
  ImageView(const std::uint8_t* data, int width, int height, int channels, std::ptrdiff_t stride)
      : data_(data), width_(width), height_(height), channels_(channels), stride_(stride) {}

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] int channels() const { return channels_; }
  [[nodiscard]] std::ptrdiff_t stride() const { return stride_; }
  [[nodiscard]] bool empty() const { return width_ == 0 || height_ == 0; }
  [[nodiscard]] const std::uint8_t* row(int y) const { return data_ + stride_ * y; }
  /// First channel of the pixel; x and y must lie inside.
  [[nodiscard]] const std::uint8_t* at(int x, int y) const { return row(y) + std::ptrdiff_t{x} * channels_; }

 private:
  const std::uint8_t* data_ = nullptr;
  int width_ = 0;
  int height_ = 0;
  int channels_ = 0;
  std::ptrdiff_t stride_ = 0;
};

/// Pixels that it owns, rows packed without gaps.
class ImageBuffer {
 public:
  ImageBuffer() = default;
  ImageBuffer(int width, int height, int channels, std::uint8_t fill = 0)
      : data_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                  static_cast<std::size_t>(channels),
              fill),
        width_(width),
        height_(height),
        channels_(channels) {}

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] int channels() const { return channels_; }
  [[nodiscard]] bool empty() const { return data_.empty(); }
  [[nodiscard]] std::ptrdiff_t stride() const { return std::ptrdiff_t{width_} * channels_; }
  [[nodiscard]] std::uint8_t* row(int y) { return data_.data() + stride() * y; }
  [[nodiscard]] std::uint8_t* at(int x, int y) { return row(y) + std::ptrdiff_t{x} * channels_; }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return data_; }
  [[nodiscard]] ImageView view() const& { return {data_.data(), width_, height_, channels_, stride()}; }
  ImageView view() && = delete;

 private:
  std::vector<std::uint8_t> data_;
  int width_ = 0;
  int height_ = 0;
  int channels_ = 0;
};

}  // namespace photolint

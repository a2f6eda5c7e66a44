// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/overlay.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace photolint {
namespace {

using Colour = std::array<int, 3>;

Colour colour_of(const std::uint8_t* p) {
  return {p[0], p[1], p[2]};
}

/// Largest difference of a channel.
int apart(const Colour& a, const Colour& b) {
  int most = 0;
  for (std::size_t c = 0; c < a.size(); ++c) most = std::max(most, std::abs(a[c] - b[c]));
  return most;
}

/// A picture seen from one side: along runs along the side, depth away from it.
class FromSide {
 public:
  FromSide(ImageView picture, Side side)
      : picture_(picture), side_(side), lying_(side == Side::top || side == Side::bottom) {}

  [[nodiscard]] int length() const { return lying_ ? picture_.width() : picture_.height(); }
  [[nodiscard]] int across() const { return lying_ ? picture_.height() : picture_.width(); }
  /// The pixel's first channel.
  [[nodiscard]] const std::uint8_t* at(int along, int depth) const {
    const bool far = side_ == Side::bottom || side_ == Side::right;
    const int d = far ? across() - 1 - depth : depth;
    return lying_ ? picture_.at(along, d) : picture_.at(d, along);
  }

 private:
  ImageView picture_;
  Side side_;
  bool lying_;
};

constexpr int kPositions = 64;  // along a side
constexpr int kStep = 16;       // levels; paper against a wall of nearly its own colour is 20 off

/// An edge below one of the positions.
struct Hit {
  int position = 0;
  int depth = 0;
};

/// Steps of colour from the side inwards, in half levels: the largest of a channel between the two pixels
/// before and the two behind a depth; the pixel itself may be a mixture. Channel after channel, so that the
/// compiler handles many depths at a time.
class StepProfile {
 public:
  explicit StepProfile(int reach)
      : steps_(static_cast<std::size_t>(reach) + 1), samples_(static_cast<std::size_t>(reach) + 4) {}

  /// Of depths 0 (always 0) to reach.
  const std::vector<std::int16_t>& of(const FromSide& view, int along) {
    std::fill(steps_.begin(), steps_.end(), std::int16_t{0});
    const std::uint8_t* const outermost = view.at(along, 0);
    const std::ptrdiff_t inwards = view.at(along, 1) - outermost;
    for (int channel = 0; channel < 3; ++channel) {
      const std::uint8_t* p = outermost + channel;
      samples_[0] = *p;  // there is nothing before the outermost pixel
      for (std::size_t i = 1; i < samples_.size(); ++i, p += inwards) samples_[i] = *p;
      add_steps();
    }
    return steps_;
  }

 private:
  void add_steps() {
    for (std::size_t depth = 1; depth < steps_.size(); ++depth) {
      const std::int16_t* const s = samples_.data() + depth;
      const auto step = static_cast<std::int16_t>(s[0] + s[-1] - s[2] - s[3]);
      steps_[depth] = std::max(steps_[depth], std::max(step, static_cast<std::int16_t>(-step)));
    }
  }

  std::vector<std::int16_t> steps_;
  std::vector<std::int16_t> samples_;  ///< of one channel; pixel d stands at d + 1
};

void add_edges(const std::vector<std::int16_t>& steps, int position, std::vector<Hit>& hits) {
  for (std::size_t depth = 1; depth + 1 < steps.size(); ++depth) {
    const std::int16_t here = steps[depth];
    if (here >= 2 * kStep && here >= steps[depth - 1] && here >= steps[depth + 1]) {
      hits.push_back({position, static_cast<int>(depth)});
    }
  }
}

int along_of(const FromSide& view, int position) {
  return static_cast<int>((position + 0.5) * view.length() / kPositions);
}

/// Best line of one slope: the depth, half way along, on which most positions have an edge.
EdgeLine vote(const FromSide& view, const std::vector<Hit>& hits, int reach, double slope) {
  std::vector<int> votes(static_cast<std::size_t>(reach) + 2);
  std::vector<int> last(votes.size(), -1);
  for (const Hit& hit : hits) {
    const double off = along_of(view, hit.position) - view.length() / 2.0;
    const int middle = static_cast<int>(std::lround(hit.depth - slope * off));
    for (int d = std::max(middle - 1, 1); d <= std::min(middle + 1, reach); ++d) {
      const auto i = static_cast<std::size_t>(d);
      if (last[i] == hit.position) continue;  // a position has one vote
      last[i] = hit.position;
      ++votes[i];
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  return {static_cast<double>(*best) / kPositions, static_cast<double>(best - votes.begin()), slope, 0};
}

/// See EdgeLine::plain.
double plain_share(const FromSide& view, const EdgeLine& line) {
  constexpr int kLevels = 14;
  std::vector<Colour> strip;
  Colour sum{};
  for (int position = 0; position < kPositions; ++position) {
    const int along = along_of(view, position);
    const double end = line.depth + line.slope * (along - view.length() / 2.0) - 1;
    for (int depth = 0; depth < std::min<double>(end, view.across()); ++depth) {
      strip.push_back(colour_of(view.at(along, depth)));
      for (std::size_t c = 0; c < 3; ++c) sum[c] += strip.back()[c];
    }
  }
  if (strip.size() < kPositions / 2) return 0;
  Colour mean{};
  for (std::size_t c = 0; c < 3; ++c) mean[c] = sum[c] / static_cast<int>(strip.size());
  const auto same = std::count_if(strip.begin(), strip.end(),
                                  [&](const Colour& colour) { return apart(colour, mean) <= kLevels; });
  return static_cast<double>(same) / static_cast<double>(strip.size());
}

/// One corner that is cut off.
struct Corner {
  Colour colour{};
  int radius = 0;  ///< 0: not cut
};

/// Pixels from the corner along the row that have the corner's colour; at most limit.
int run_length(ImageView picture, int x, int y, int step, const Colour& colour, int limit) {
  constexpr int kLevels = 40;  // JPEG smears the colours of small corners
  int length = 0;
  while (length < limit && apart(colour_of(picture.at(x + step * length, y)), colour) <= kLevels) ++length;
  return length;
}

/// Runs along the rows must shrink from the radius to nothing: fast first on an arc, evenly on a slant.
Corner corner_of(ImageView picture, bool right, bool bottom) {
  constexpr int kSmallest = 5;
  const int limit = picture.width() / 8;
  if (limit <= kSmallest || picture.height() <= limit) return {};
  const int x = right ? picture.width() - 1 : 0;
  const int down = bottom ? -1 : 1;
  const int top = bottom ? picture.height() - 1 : 0;
  Corner corner{colour_of(picture.at(x + (right ? -1 : 1), top + down)), 0};
  std::vector<int> runs;
  for (int i = 0; i < limit; ++i) {
    const int run = run_length(picture, x, top + down * i, right ? -1 : 1, corner.colour, limit);
    if (run == 0) break;
    if (runs.empty() ? run < kSmallest || run >= limit : run > runs.back() + 1) return {};
    runs.push_back(run);
  }
  const auto rows = static_cast<double>(runs.size());
  if (runs.size() < kSmallest) return {};
  const double first = runs.front();
  const bool square = rows < 1.6 * first && first < 1.6 * rows;
  const bool arc = runs[runs.size() / 2] < 0.6 * first;  // 0.13 on a circle, 0.5 on a straight cut
  if (square && arc) corner.radius = runs.front();
  return corner;
}

/// Part of a row that print may cross: strokes close to each other.
struct BusyRun {
  int begin = 0;
  int end = 0;
  int strokes = 0;
  std::array<double, 3> sum{};  ///< of the strokes' colours
  std::array<double, 3> squares{};
};

/// Busy runs over each other.
struct Block {
  int top = 0;
  int bottom = 0;  ///< last row
  int begin = 0;
  int end = 0;
  int rows = 0;
  BusyRun all;  ///< sums over the rows
};

constexpr int kStrokeStep = 28;    // levels by which print stands out on both sides
constexpr int kFewestStrokes = 5;  // a row through three or four letters
constexpr double kUnit = 640;      // lengths below are pixels of a picture of this height

/// Sizes for the picture.
struct PrintScale {
  explicit PrintScale(int height)
      : pixels(std::max(height / kUnit, 0.5)),
        gap(static_cast<int>(std::lround(22 * pixels))),
        row_step(std::max(1, static_cast<int>(std::lround(1.5 * pixels)))) {
    const std::array<double, 3> widths = {2, 4, 7};
    for (std::size_t i = 0; i < widths.size(); ++i) {
      reach[i] = static_cast<int>(std::lround(std::max(widths[i] * pixels, static_cast<double>(i + 1))));
    }
  }
  double pixels;               ///< of this picture per pixel of a 640-high one
  std::array<int, 3> reach{};  ///< a little more than the widths of strokes
  int gap;                     ///< largest distance of neighbouring strokes
  int row_step;                ///< rows looked at
};

/// Print is brighter or darker than what is around it; between bright letters dark gaps stand out as well, so
/// one picture is searched for each of them by itself.
enum class Print : std::uint8_t { bright, dark };
constexpr std::array kPrints = {Print::bright, Print::dark};

/// The pixels of one row that stand out from both neighbours at a stroke's distance, for several distances:
/// between the strokes of small print there is little room. Blue and red are looked at, because any colour of
/// print differs from what is around it in one of them.
class StrokeRow {
 public:
  StrokeRow(ImageView picture, const PrintScale& scale)
      : picture_(picture),
        scale_(scale),
        blue_(static_cast<std::size_t>(picture.width())),
        red_(blue_.size()),
        marks_(blue_.size()) {}

  void read(int y) {
    const std::uint8_t* p = picture_.row(y);
    for (std::size_t x = 0; x < blue_.size(); ++x, p += 3) {
      blue_[x] = p[0];
      red_[x] = p[2];
    }
  }

  /// Middles of the strokes from begin to end of the row that was read.
  std::vector<int> strokes(int begin, int end, Print print) {
    std::fill(marks_.begin(), marks_.end(), std::uint8_t{0});
    mark(blue_, print);
    mark(red_, print);
    std::vector<int> middles;
    const auto row = marks_.begin();
    const auto last = row + std::min(end, picture_.width());
    for (auto first = row + std::max(begin, 0); first < last;) {
      first = next_mark(first, last);
      if (first == last) break;
      const auto behind = std::find(first, last, std::uint8_t{0});
      middles.push_back(static_cast<int>((first - row) + (behind - row) - 1) / 2);
      first = behind;
    }
    return middles;
  }

 private:
  using Marks = std::vector<std::uint8_t>;

  static Marks::iterator next_mark(Marks::iterator from, Marks::iterator end) {
    const void* const found = std::memchr(&*from, 1, static_cast<std::size_t>(end - from));
    return found == nullptr ? end : from + (static_cast<const std::uint8_t*>(found) - &*from);
  }

  /// Bytes only, so that the compiler handles many pixels at a time.
  void mark(const std::vector<std::uint8_t>& samples, Print print) {
    const std::uint8_t* const here = samples.data();
    std::uint8_t* const out = marks_.data();
    const unsigned flip = print == Print::dark ? 255 : 0;  // dark print is bright in the negative
    const auto around = [here, flip](int x, int reach) {
      return std::max(static_cast<std::uint8_t>(here[x - reach] ^ flip),
                      static_cast<std::uint8_t>(here[x + reach] ^ flip));
    };
    const auto [near, middle, far] = scale_.reach;
    const int end = picture_.width() - far;
    for (int x = far; x < end; ++x) {
      const std::uint8_t least = std::min(std::min(around(x, near), around(x, middle)), around(x, far));
      const auto level = static_cast<std::uint8_t>(here[x] ^ flip);
      const std::uint8_t above = level > least ? static_cast<std::uint8_t>(level - least) : std::uint8_t{0};
      out[x] = static_cast<std::uint8_t>(out[x] | (above > kStrokeStep ? 1 : 0));
    }
  }

  ImageView picture_;
  PrintScale scale_;
  std::vector<std::uint8_t> blue_;
  std::vector<std::uint8_t> red_;
  Marks marks_;  ///< 0 or 1
};

void add_stroke(BusyRun& run, const std::uint8_t* p) {
  ++run.strokes;
  for (std::size_t c = 0; c < 3; ++c) {
    run.sum[c] += p[c];
    run.squares[c] += double(p[c]) * p[c];
  }
}

/// Of row y, which row has read.
std::vector<BusyRun> busy_runs(ImageView picture, StrokeRow& row, int y, const PrintScale& scale,
                               const Rect& skip, Print print) {
  std::vector<BusyRun> runs;
  BusyRun run;
  const bool skipped_row = y >= skip.y && y < skip.bottom();
  const auto close = [&] {
    if (run.strokes >= kFewestStrokes) runs.push_back(run);
    run = {};
  };
  for (const int x : row.strokes(0, picture.width(), print)) {
    const bool skipped = skipped_row && x >= skip.x && x < skip.right();
    if (run.strokes > 0 && (skipped || x - run.end > scale.gap)) close();
    if (skipped) continue;
    if (run.strokes == 0) run.begin = x;
    run.end = x;
    add_stroke(run, picture.at(x, y));
  }
  close();
  return runs;
}

constexpr int kEdgeBlock = 32;  // pixels: most blocks have no edge at all

/// Largest difference of a channel between two blocks. Bytes only, as StrokeRow::mark().
std::uint8_t largest_step(const std::uint8_t* first, const std::uint8_t* second) {
  std::uint8_t largest = 0;
  for (std::ptrdiff_t i = 0; i < kEdgeBlock * 3; ++i) {
    const std::uint8_t here = first[i], there = second[i];
    const auto step = static_cast<std::uint8_t>(std::max(here, there) - std::min(here, there));
    largest = std::max(largest, step);
  }
  return largest;
}

/// True where the row has enough sharp edges outside of skip to be worth a closer look. Most rows of a
/// portrait before a wall have not.
bool has_edges(ImageView picture, int y, const PrintScale& scale, const Rect& skip) {
  const int apart = std::max(1, static_cast<int>(std::lround(3 * scale.pixels)));
  const bool skipped_row = y >= skip.y && y < skip.bottom();
  const int width = picture.width();
  const int gap_begin = skipped_row ? std::clamp(static_cast<int>(skip.x), 0, width) : width;
  const int gap_end = skipped_row ? std::clamp(static_cast<int>(skip.right()), 0, width) : width;
  int edges = 0;
  const auto count = [&](int begin, int end) {
    for (int x = std::max(begin, apart); x < end; x += kEdgeBlock) {
      const std::uint8_t* p = picture.at(x, y);
      const std::uint8_t* q = p - std::ptrdiff_t{apart} * 3;
      const int pixels = std::min(kEdgeBlock, end - x);
      if (pixels == kEdgeBlock && largest_step(p, q) <= kStrokeStep) continue;
      for (int i = 0; i < pixels; ++i, p += 3, q += 3) {
        edges += static_cast<int>(std::abs(p[0] - q[0]) > kStrokeStep || std::abs(p[2] - q[2]) > kStrokeStep);
      }
    }
  };
  count(0, gap_begin);
  count(gap_end, width);
  return edges >= 2 * kFewestStrokes;
}

void add_run(Block& block, const BusyRun& run, int y) {
  block.begin = block.rows == 0 ? run.begin : std::min(block.begin, run.begin);
  block.end = block.rows == 0 ? run.end : std::max(block.end, run.end);
  block.bottom = y;
  ++block.rows;
  block.all.strokes += run.strokes;
  for (std::size_t c = 0; c < 3; ++c) {
    block.all.sum[c] += run.sum[c];
    block.all.squares[c] += run.squares[c];
  }
}

/// Adds a run to the first block that ends at most reach rows above it, or begins one.
void add_to(std::vector<Block>& blocks, const BusyRun& run, int y, int reach) {
  const auto above = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.bottom < y && y - block.bottom <= reach && run.begin < block.end && run.end > block.begin;
  });
  if (above != blocks.end()) return add_run(*above, run, y);
  Block block;
  block.top = y;
  add_run(block, run, y);
  blocks.push_back(block);
}

/// The blocks of each print.
std::array<std::vector<Block>, kPrints.size()> stacks(ImageView picture, const PrintScale& scale,
                                                      const Rect& skip) {
  std::array<std::vector<Block>, kPrints.size()> stacks;
  StrokeRow row(picture, scale);
  const int hole = static_cast<int>(4 * scale.pixels);  // rows inside of letters may show few strokes
  for (int y = 0; y < picture.height(); y += scale.row_step) {
    if (!has_edges(picture, y, scale, skip)) continue;
    row.read(y);
    for (std::size_t i = 0; i < kPrints.size(); ++i) {
      for (const BusyRun& run : busy_runs(picture, row, y, scale, skip, kPrints[i])) {
        add_to(stacks[i], run, y, hole + scale.row_step);
      }
    }
  }
  return stacks;
}

/// Words of one line become one block: large digits leave wider gaps than strokes do.
std::vector<Block> joined_words(const std::vector<Block>& words, const PrintScale& scale) {
  std::vector<Block> lines;
  for (const Block& word : words) {
    const int height = word.bottom - word.top + scale.row_step;
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const Block& other) {
      const int shared = std::min(word.bottom, other.bottom) - std::max(word.top, other.top) + scale.row_step;
      const int taller = std::max(height, other.bottom - other.top + scale.row_step);
      const int apart = std::max(word.begin, other.begin) - std::min(word.end, other.end);
      return word.rows > 2 && other.rows > 2 && 4 * shared >= 3 * taller && apart > 0 && apart < taller;
    });
    if (line == lines.end()) {
      lines.push_back(word);
      continue;
    }
    line->top = std::min(line->top, word.top);
    line->bottom = std::max(line->bottom, word.bottom);
    line->begin = std::min(line->begin, word.begin);
    line->end = std::max(line->end, word.end);
    line->rows = std::max(line->rows, word.rows);
    line->all.strokes += word.all.strokes;
    for (std::size_t c = 0; c < 3; ++c) {
      line->all.sum[c] += word.all.sum[c];
      line->all.squares[c] += word.all.squares[c];
    }
  }
  return lines;
}

/// Standard deviation of the strokes' colours, the largest channel, grey levels.
double colour_spread(const BusyRun& run) {
  double most = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const double mean = run.sum[c] / run.strokes;
    most = std::max(most, run.squares[c] / run.strokes - mean * mean);
  }
  return std::sqrt(most);
}

/// The red to amber of camera date stamps: few things in a portrait are as far from blue. Thin digits are
/// mixed with what is behind them.
bool is_amber(const BusyRun& run) {
  constexpr double kRedOverBlue = 90;
  return run.sum[2] - run.sum[0] > kRedOverBlue * run.strokes;
}

/// A date in the place where cameras put it; golden chains hang above. picture_height: pixels.
bool is_date(const Block& block, int picture_height) {
  constexpr double kDatePlace = 0.88;  // of the picture's height
  return is_amber(block.all) && block.top > kDatePlace * picture_height;
}

/// Size, density and colour of a line of print. picture_height: pixels.
bool looks_printed(const Block& block, const PrintScale& scale, int picture_height) {
  constexpr double kLowest = 7, kHighest = 40;  // pixels of a 640-high picture
  constexpr double kFewest = 7;                 // strokes of about five letters
  const bool date = is_date(block, picture_height);
  const double slimmest = date ? 2.5 : 3.5;  // width by height
  // Blurred thin strokes take on some of what is behind them: over skin and shirt those are two colours.
  const double one_colour = date ? 75 : 50;
  const double height = block.bottom - block.top + scale.row_step;
  const double width = block.end - block.begin;
  if (height < kLowest * scale.pixels || height > kHighest * scale.pixels || width < slimmest * height) {
    return false;
  }
  // Letters are about 0.6 of their height wide and have one or two strokes.
  const double strokes = static_cast<double>(block.all.strokes) / block.rows;
  const double density = strokes * height / width;
  return density > 0.5 && density < 5 && colour_spread(block.all) < one_colour &&
         (strokes >= kFewest || date);
}

/// True where another block lies within one and a half heights above or below.
bool has_company(const Block& block, const std::vector<Block>& blocks, const PrintScale& scale) {
  const double reach = 1.5 * (block.bottom - block.top + scale.row_step);
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& other) {
    if (other.rows < 2 || other.begin >= block.end || other.end <= block.begin) return false;
    const int below = other.top - block.bottom;
    const int above = block.top - other.bottom;
    return (below > 0 && below < reach) || (above > 0 && above < reach);
  });
}

/// True where the rows next to the block, up to 0.7 of its height away, cross few strokes.
bool is_quiet_around(ImageView picture, const Block& block, const PrintScale& scale, Print print) {
  constexpr double kReach = 0.7;
  constexpr double kFew = 0.2;  // of the block's strokes: tails of letters
  const int height = block.bottom - block.top + scale.row_step;
  const int reach = static_cast<int>(kReach * height);
  const double usual = static_cast<double>(block.all.strokes) / block.rows;
  StrokeRow row(picture, scale);
  const auto busy = [&](int begin, int end) {
    int rows = 0;
    std::size_t strokes = 0;
    for (int y = std::max(begin, 0); y < std::min(end, picture.height()); ++y, ++rows) {
      row.read(y);
      strokes += row.strokes(block.begin, block.end, print).size();
    }
    return rows > 0 && static_cast<double>(strokes) > kFew * usual * rows;
  };
  const int clear = 2 * scale.row_step;  // the letters' own blurred edges
  return !busy(block.top - clear - reach, block.top - clear) &&
         !busy(block.bottom + clear, block.bottom + clear + reach);
}

}  // namespace

EdgeLine edge_line(ImageView colour, Side side, double reach, double least) {
  const FromSide view(colour, side);
  const int depth = static_cast<int>(reach * view.across());
  if (depth < 4 || depth + 3 >= view.across() || view.length() < kPositions) return {};
  std::vector<Hit> hits;
  StepProfile profile(depth);
  int with_edge = 0;
  for (int position = 0; position < kPositions; ++position) {
    const std::size_t before = hits.size();
    add_edges(profile.of(view, along_of(view, position)), position, hits);
    if (hits.size() > before) ++with_edge;
  }
  if (with_edge < least * kPositions) return {};
  EdgeLine best = vote(view, hits, depth, 0);
  constexpr int kSlopes = 14;
  constexpr double kSlopeStep = 0.00873;  // half a degree
  constexpr double kWorth = 0.02;         // a slope must gain this much on a level line
  for (int i = -kSlopes; i <= kSlopes; ++i) {
    const EdgeLine line = vote(view, hits, depth, i * kSlopeStep);
    if (line.coverage > best.coverage + (best.slope == 0 ? kWorth : 0)) best = line;
  }
  if (best.coverage > 0) best.plain = plain_share(view, best);
  return best;
}

RoundCorners round_corners(ImageView colour) {
  constexpr int kLevels = 30;
  std::vector<Corner> cut;
  for (const bool right : {false, true}) {
    for (const bool bottom : {false, true}) {
      const Corner corner = corner_of(colour, right, bottom);
      if (corner.radius > 0) cut.push_back(corner);
    }
  }
  RoundCorners best;
  for (const Corner& first : cut) {
    int count = 0, sum = 0;
    for (const Corner& other : cut) {
      const bool same_size = 10 * std::abs(other.radius - first.radius) <= 3 * first.radius + 20;
      if (!same_size || apart(first.colour, other.colour) > kLevels) continue;
      ++count;
      sum += other.radius;
    }
    if (count >= 2 && count > best.count) best = {count, static_cast<double>(sum) / count};
  }
  return best;
}

std::vector<PrintedLine> printed_lines(ImageView colour, const Rect& skip) {
  const PrintScale scale(colour.height());
  std::vector<PrintedLine> lines;
  const auto words = stacks(colour, scale, skip);
  for (std::size_t i = 0; i < kPrints.size(); ++i) {
    const std::vector<Block> blocks = joined_words(words[i], scale);
    for (const Block& block : blocks) {
      if (!looks_printed(block, scale, colour.height()) || has_company(block, blocks, scale)) continue;
      if (!is_quiet_around(colour, block, scale, kPrints[i])) continue;
      const Rect box = {double(block.begin), double(block.top), double(block.end - block.begin),
                        double(block.bottom - block.top + scale.row_step)};
      const bool known = std::any_of(lines.begin(), lines.end(), [&](const PrintedLine& line) {
        return line.box.y < box.bottom() && box.y < line.box.bottom();  // its gaps, or another part of it
      });
      if (!known) lines.push_back({box, block.all.strokes / block.rows});
    }
  }
  return lines;
}

}  // namespace photolint

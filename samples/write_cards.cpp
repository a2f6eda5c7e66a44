// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the capture-code cards of samples/codes. Their words are those of the rows that make_rosters.py
// writes; the people, the school and what the codes say are invented. usage: photolint_write_cards FOLDER
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "tests/support/code_cards.h"

using namespace photolint::test;

namespace {

bool write(const std::string& path, const CardPicture& card) {
  const photolint::ImageView view = card.bgr.view();
  const cv::Mat bgr(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)));
  cv::Mat grey;
  cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
  return cv::imwrite(path, grey, {cv::IMWRITE_PNG_COMPRESSION, 9});
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: photolint_write_cards FOLDER\n";
    return 2;
  }
  const std::string folder = argv[1];
  const CardPainter painter;
  const CardWords first{"安晓宁", "安*宁", "1029", "东海大学", "本科"};
  const CardWords second{"白若川", "白*川", "1034", "东海大学", "本科"};
  const bool written = write(folder + "/first.png", painter.draw(CardKind::clean, 101, 4, first)) &&
                       write(folder + "/second.png", painter.draw(CardKind::clean, 102, 4, second));
  return written ? 0 : 1;
}

#include "domain/insight/chart_constants.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace insight {
namespace {

// {values, d2, d3, d4, c4}
constexpr std::array<ChartConstants, 24> kTable = {{
    {2, 1.128379, 0.852502, 0.953873, 0.797885},  {3, 1.692569, 0.888368, 1.587788, 0.886227},
    {4, 2.058751, 0.879808, 1.978320, 0.921318},  {5, 2.325929, 0.864082, 2.256882, 0.939986},
    {6, 2.534413, 0.848040, 2.471652, 0.951533},  {7, 2.704357, 0.833205, 2.645452, 0.959369},
    {8, 2.847201, 0.819831, 2.790841, 0.965030},  {9, 2.970026, 0.807834, 2.915438, 0.969311},
    {10, 3.077505, 0.797051, 3.024202, 0.972659}, {11, 3.172873, 0.787315, 3.120531, 0.975350},
    {12, 3.258455, 0.778478, 3.206853, 0.977559}, {13, 3.335980, 0.770416, 3.284960, 0.979406},
    {14, 3.406763, 0.763023, 3.356208, 0.980971}, {15, 3.471827, 0.756211, 3.421650, 0.982316},
    {16, 3.531983, 0.749908, 3.482118, 0.983484}, {17, 3.587884, 0.744052, 3.538280, 0.984506},
    {18, 3.640064, 0.738591, 3.590680, 0.985410}, {19, 3.688963, 0.733481, 3.639767, 0.986214},
    {20, 3.734950, 0.728686, 3.685915, 0.986934}, {21, 3.778336, 0.724173, 3.729440, 0.987583},
    {22, 3.819385, 0.719915, 3.770611, 0.988170}, {23, 3.858323, 0.715887, 3.809656, 0.988705},
    {24, 3.895348, 0.712068, 3.846776, 0.989193}, {25, 3.930629, 0.708441, 3.882141, 0.989640},
}};

}  // namespace

double ChartConstants::a2() const { return 3 / (d2 * std::sqrt(values)); }
double ChartConstants::a3() const { return 3 / (c4 * std::sqrt(values)); }
double ChartConstants::b3() const { return std::max(0.0, 1 - 3 * std::sqrt(1 - c4 * c4) / c4); }
double ChartConstants::b4() const { return 1 + 3 * std::sqrt(1 - c4 * c4) / c4; }
double ChartConstants::range_low() const { return std::max(0.0, 1 - 3 * d3 / d2); }
double ChartConstants::range_high() const { return 1 + 3 * d3 / d2; }
double ChartConstants::e2() const { return 3 / d2; }

Said<ChartConstants> ChartConstantsFor(int values) {
  if (values < kTable.front().values || values > kTable.back().values) {
    return CannotSay(base::Saying("The constants of control charts are known for groups of 2 to 25 values, not of {}.", values));
  }
  return kTable[static_cast<std::size_t>(values - kTable.front().values)];
}

}  // namespace insight

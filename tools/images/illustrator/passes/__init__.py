"""Passes: what hands are made of. Pixels are changed by integer arithmetic and tables only.

The bytes of a picture must not depend on the processor. What is called here gives one result whatever SIMD it has
(measured with OpenCV 5.0 and its dispatch switched off): 8-bit add, subtract, max, min, multiply and divide with a
scale, LUT, GaussianBlur, blur, medianBlur, morphology, remap with fixed-point maps, INTER_AREA by whole factors,
INTER_LINEAR_EXACT, lines. Not: addWeighted, HSV and HLS, distanceTransform, INTER_CUBIC, numpy's float functions.
"""

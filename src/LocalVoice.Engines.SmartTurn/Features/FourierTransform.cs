namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>
/// Discrete Fourier transform of 200 values by the Stockham algorithm (factors 5, 5, 4, 2; natural order in and out). Each
/// lane is a transform of its own. Not thread-safe.
/// </summary>
internal sealed class FourierTransform
{
    public const int Size = 200;

    private static readonly Rotation[] Rotations = [.. Enumerable.Range(0, Size).Select(i => Rotation.Of(i, Size))];
    private static readonly float Cos1 = Rotation.Of(1, 5).Cos;
    private static readonly float Cos2 = Rotation.Of(2, 5).Cos;
    private static readonly float Sin1 = -Rotation.Of(1, 5).Sin;
    private static readonly float Sin2 = -Rotation.Of(2, 5).Sin;

    private readonly Wave[] _values = new Wave[Size];
    private readonly Wave[] _between = new Wave[Size];

    /// <summary>The values, replaced by <see cref="Run"/>.</summary>
    public Span<Wave> Values => _values;

    public void Run()
    {
        Fives(_values, _between, length: 200, stride: 1);
        Fives(_between, _values, length: 40, stride: 5);
        Fours(_values, _between, length: 8, stride: 25);
        Twos(_between, _values, stride: 100);
    }

    private static void Fives(ReadOnlySpan<Wave> from, Span<Wave> to, int length, int stride)
    {
        var part = length / 5;
        var step = stride * part;
        for (var p = 0; p < part; p++)
        {
            var (r1, r2, r3, r4) = (Turn(p), Turn(2 * p), Turn(3 * p), Turn(4 * p));
            var source = from[(stride * p)..];
            var target = to.Slice(5 * stride * p, 5 * stride);
            for (var q = 0; q < stride; q++)
            {
                var first = source[q];
                var (a1, a2, a3, a4) = (source[q + step], source[q + (2 * step)], source[q + (3 * step)], source[q + (4 * step)]);
                var (outer, inner) = (a1 + a4, a2 + a3);
                var (outerGap, innerGap) = (a1 - a4, a2 - a3);
                var even1 = first + (outer * Cos1) + (inner * Cos2);
                var even2 = first + (outer * Cos2) + (inner * Cos1);
                var odd1 = ((outerGap * Sin1) + (innerGap * Sin2)).TimesI;
                var odd2 = ((outerGap * Sin2) - (innerGap * Sin1)).TimesI;
                target[q] = first + outer + inner;
                target[q + stride] = (even1 - odd1) * r1;
                target[q + (2 * stride)] = (even2 - odd2) * r2;
                target[q + (3 * stride)] = (even2 + odd2) * r3;
                target[q + (4 * stride)] = (even1 + odd1) * r4;
            }
        }

        Rotation Turn(int p) => Rotations[p * (Size / length)];
    }

    private static void Fours(ReadOnlySpan<Wave> from, Span<Wave> to, int length, int stride)
    {
        var part = length / 4;
        var step = stride * part;
        for (var p = 0; p < part; p++)
        {
            var (r1, r2, r3) = (Turn(p), Turn(2 * p), Turn(3 * p));
            var source = from[(stride * p)..];
            var target = to.Slice(4 * stride * p, 4 * stride);
            for (var q = 0; q < stride; q++)
            {
                var (a0, a1, a2, a3) = (source[q], source[q + step], source[q + (2 * step)], source[q + (3 * step)]);
                var (even, evenGap) = (a0 + a2, a0 - a2);
                var (odd, oddGap) = (a1 + a3, (a1 - a3).TimesI);
                target[q] = even + odd;
                target[q + stride] = (evenGap - oddGap) * r1;
                target[q + (2 * stride)] = (even - odd) * r2;
                target[q + (3 * stride)] = (evenGap + oddGap) * r3;
            }
        }

        Rotation Turn(int p) => Rotations[p * (Size / length)];
    }

    private static void Twos(ReadOnlySpan<Wave> from, Span<Wave> to, int stride)
    {
        for (var q = 0; q < stride; q++)
        {
            var (a, b) = (from[q], from[q + stride]);
            to[q] = a + b;
            to[q + stride] = a - b;
        }
    }
}

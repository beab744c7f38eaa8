using System.Diagnostics;
using LocalVoice.Testing.Text;

namespace LocalVoice.Core.Tests.Text;

/// <summary>A megabyte of nothing but what rules look for, through the whole chain.</summary>
public sealed class LinearTimeTests(ITestOutputHelper output)
{
    private const int Megabyte = 1 << 20;

    private const int Attempts = 3;

    /// <summary>Twice the text may take twice the time, and as much again for what else the machine does.</summary>
    private const double MostGrowth = 4;

    /// <summary>Alone on one core of a laptop all take less than a second; quadratic rules take minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Less is measured too roughly to compare.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private static readonly string[] Pieces =
    [
        "1",
        ".",
        "/",
        "*",
        " ",
        "<",
        "$",
        "[",
        "1.",
        "1 ",
        "1/",
        "a.",
        "$1 ",
        "I ",
        "\\frac{",
        "o\u0301",
    ];

    public static TheoryData<string, string> Texts
    {
        get
        {
            var texts = new TheoryData<string, string>();
            foreach (var language in (string[])["es", "ca-valencia", "en"])
            {
                foreach (var piece in Pieces)
                {
                    texts.Add(language, piece);
                }
            }

            return texts;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_megabyte_takes_twice_the_time_of_half_of_it(string language, string piece)
    {
        Elapsed(language, piece, Megabyte / 256);

        Assert.True(Enumerable.Range(0, Attempts).Any(_ => IsLinear(language, piece)), "More than twice the time, whenever measured.");
    }

    private bool IsLinear(string language, string piece)
    {
        var half = Elapsed(language, piece, Megabyte / 2);
        var whole = Elapsed(language, piece, Megabyte);
        output.WriteLine($"{language} {piece}: {half.TotalSeconds:0.00} s, {whole.TotalSeconds:0.00} s");
        Assert.InRange(whole, TimeSpan.Zero, Longest);
        return whole < Shortest || whole < MostGrowth * half;
    }

    private static TimeSpan Elapsed(string language, string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var start = Stopwatch.GetTimestamp();
        Assert.NotNull(SpokenClauses.Of(text, language).LastOrDefault() ?? "");
        return Stopwatch.GetElapsedTime(start);
    }
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// Anything in any order: whatever happens, no call breaks its rules, falls silent for ever or loses a word.
/// <c>LOCALVOICE_WALKS</c> sets the number of walks and <c>LOCALVOICE_WALKS_SEED</c> their seed (CONTRIBUTING.md). A walk that
/// fails is printed, shortened.
/// </summary>
public sealed class RandomWalkProperties(ITestOutputHelper output)
{
    private const int Walks = 100;
    private const int Longest = 12;

    private static readonly Stimulus[] Steps = [.. Stimuli.Commands, .. Stimuli.Happenings, .. Stimuli.Hindrances];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_any_walk_a_clear_utterance_is_answered_and_no_rule_is_broken(bool extensions)
    {
        var (walks, seed) = (Setting("LOCALVOICE_WALKS", Walks) / 2, Setting("LOCALVOICE_WALKS_SEED", 1));
        var steps = Arb.From(Gen.Choose(1, Longest).SelectMany(length => Gen.Elements(Steps).ArrayOf(length)), Shorter);
        var config = Config
            .QuickThrowOnFailure.WithMaxTest(walks)
            .WithReplay(FSharpOption<Replay>.Some(new(new((ulong)seed, 1), FSharpOption<int>.None)));

        Check.One(config, Prop.ForAll(steps, walk => Walk.TakeAsync(walk, extensions).GetAwaiter().GetResult()));

        output.WriteLine($"{walks} walks with seed {seed}, {(extensions ? "localvoice" : "realtime")}.");
    }

    private static IEnumerable<Stimulus[]> Shorter(Stimulus[] walk) =>
        walk.Select((_, i) => walk.Where((_, other) => other != i).ToArray());

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}

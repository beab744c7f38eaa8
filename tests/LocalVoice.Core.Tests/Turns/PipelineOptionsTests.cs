using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Tests.Turns;

public sealed class PipelineOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Failures(new()));

    [Fact]
    public void A_candidate_that_comes_late_needs_no_other_for_busy_threads() =>
        Assert.Empty(Failures(new() { Turns = new() { CandidateSilence = TimeSpan.FromMilliseconds(150) } }));

    [Fact]
    public void Options_out_of_range_are_told_with_key_value_and_range() =>
        Assert.Equal(
            [
                "LocalVoice:Pipeline:BargeIn:DuckingDb is '3'; it must be -40…0.",
                "LocalVoice:Pipeline:Conversation:MaxItems is '1'; it must be 2…10000.",
                "LocalVoice:Pipeline:Endpointing:Unknown is '00:00:00.0100000'; it must be 00:00:00.05…00:00:08.",
                "LocalVoice:Pipeline:MaxSpeculationsPerTurn is '-1'; it must be 0…100.",
                "LocalVoice:Pipeline:Turns:StopThreshold is '0.6'; it must be above 0 and at most StartThreshold (0.5).",
            ],
            Failures(
                    new()
                    {
                        BargeIn = new() { DuckingDb = 3 },
                        Conversation = new() { MaxItems = 1 },
                        Endpointing = new() { Unknown = TimeSpan.FromMilliseconds(10) },
                        MaxSpeculationsPerTurn = -1,
                        Turns = new() { StopThreshold = 0.6 },
                    }
                )
                .Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> Failures(PipelineOptions options) =>
        new PipelineOptionsValidator().Validate(PipelineOptionsValidator.Section, options).Failures ?? [];
}

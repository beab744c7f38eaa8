using LocalVoice.Core.Evidence;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Core.Tests.Turns.Endpointing;

public sealed class EvidenceEndpointingPolicyTests
{
    private static readonly EndpointingOptions Options = new();

    private readonly SpeakerCaution _caution = new();
    private readonly EvidenceWeights _weights;

    public EvidenceEndpointingPolicyTests() =>
        _weights = new(markTrust: 0.9, new EvidenceScale(Offset: 3, Slope: 1), new EvidenceScale(1, 1), _caution);

    [Fact]
    public void A_mark_of_a_recogniser_that_is_trusted_waits_little() => AssertNear(Options.AfterSentence, WaitAfter("Buenas tardes."));

    [Fact]
    public void A_mark_of_a_recogniser_that_always_writes_one_waits_nearly_as_long_as_nothing()
    {
        var weights = new EvidenceWeights(markTrust: 0.5, null, null, _caution);

        Assert.Equal(Options.Unknown, Policy(weights).RequiredSilence(new("Buenas tardes.", "es")));
    }

    [Fact]
    public void Text_and_model_that_agree_wait_least() =>
        AssertNear(Options.Agreed, Wait(new EndpointingEvidence("Buenas tardes.", "es") { MessageEnd = 0.5 }));

    [Fact]
    public void A_model_that_doubts_makes_a_marked_sentence_wait() =>
        Assert.True(Wait(new EndpointingEvidence("Buenas tardes.", "es") { MessageEnd = 0.001 }) > Options.Unknown);

    [Fact]
    public void The_sound_is_weighed_as_well()
    {
        var falling = Wait(new EndpointingEvidence("Buenas tardes.", "es") { SoundEnd = 0.99 });
        var open = Wait(new EndpointingEvidence("Buenas tardes.", "es") { SoundEnd = 0.02 });

        Assert.True(falling < Options.AfterSentence);
        Assert.True(open > Options.AfterSentence);
    }

    [Theory]
    [InlineData("Quiero una mesa para.")]
    [InlineData("Pues.")]
    [InlineData("Mañana,")]
    public void What_wants_more_waits_long_whatever_the_model_says(string transcript) =>
        Assert.Equal(Options.Unfinished, Wait(new EndpointingEvidence(transcript, "es") { MessageEnd = 1 }));

    [Fact]
    public void A_short_reply_waits_little_only_where_something_was_asked()
    {
        Assert.Equal(Options.Unknown, Wait(new EndpointingEvidence("Sí.", "es")));
        Assert.Equal(Options.Agreed, Wait(new EndpointingEvidence("Sí.", "es") { Asked = true }));
    }

    [Fact]
    public void A_command_waits_least() => Assert.Equal(Options.Agreed, WaitAfter("Para."));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_transcript_the_wait_is_the_ordinary_one(string? transcript) =>
        Assert.Equal(Options.Unknown, WaitAfter(transcript));

    [Fact]
    public void A_speaker_who_was_cut_into_is_given_longer_and_less_so_with_every_turn_that_goes_well()
    {
        var before = WaitAfter("Buenas tardes.");
        _caution.CutIn();
        var after = WaitAfter("Buenas tardes.");
        _caution.TurnEnded();
        var later = WaitAfter("Buenas tardes.");

        Assert.True(after > before + Ms(100));
        Assert.InRange(later, before, after - Ms(20));
    }

    [Theory]
    [InlineData(Eagerness.Low, 1.5)]
    [InlineData(Eagerness.Medium, 1)]
    [InlineData(Eagerness.Auto, 1)]
    [InlineData(Eagerness.High, 0.7)]
    public void Eagerness_scales_the_waits(Eagerness eagerness, double factor) =>
        AssertNear(Options.Unfinished * factor, For(eagerness, Options).RequiredSilence(new("y", "es")));

    [Theory]
    [InlineData(Eagerness.Low, 8000)]
    [InlineData(Eagerness.Medium, 4000)]
    [InlineData(Eagerness.Auto, 4000)]
    [InlineData(Eagerness.High, 2000)]
    public void Eagerness_caps_the_wait(Eagerness eagerness, int capMs)
    {
        var patient = For(eagerness, Options with { Unfinished = TimeSpan.FromSeconds(8) });

        Assert.Equal(Ms(capMs), patient.RequiredSilence(new("y", "es")));
    }

    [Fact]
    public void A_fixed_silence_does_not_look_at_the_words()
    {
        var detection = TurnDetection.Server(Ms(321));

        Assert.True(EndpointingFactory.IsFixed(detection));
        Assert.Equal(Ms(321), new EndpointingFactory(Options, _weights).For(detection).RequiredSilence(new("y", "es")));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static IEndpointingPolicy Policy(EvidenceWeights weights) =>
        new EndpointingFactory(Options, weights).For(TurnDetection.Semantic(Eagerness.Auto));

    private IEndpointingPolicy For(Eagerness eagerness, EndpointingOptions options) =>
        new EndpointingFactory(options, _weights).For(TurnDetection.Semantic(eagerness));

    private TimeSpan WaitAfter(string? transcript) => Wait(new EndpointingEvidence(transcript, "es"));

    private static void AssertNear(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual, expected - Ms(8), expected + Ms(8));

    private TimeSpan Wait(EndpointingEvidence evidence) => Policy(_weights).RequiredSilence(evidence);
}

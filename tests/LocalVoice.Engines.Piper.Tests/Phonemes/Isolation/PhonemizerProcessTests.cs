using System.Diagnostics;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

public sealed class PhonemizerProcessTests
{
    [Theory]
    [InlineData("Hola, mundo. ¿Qué tal?\n\nOtro párrafo…", "es")]
    [InlineData("Good morning: it is 5 o'clock!", "en-us")]
    [InlineData("", "ca")]
    public void Clauses_are_those_of_this_process(string text, string voice)
    {
        using var isolated = OwnProcess.Start();
        using var espeak = new EspeakPhonemizer();
        Assert.Equal(espeak.Clauses(text, voice), isolated.Clauses(text, voice));
        Assert.Equal((espeak.Version, espeak.DataFolder), (isolated.Version, isolated.DataFolder));
    }

    [Fact]
    public void Text_that_ends_espeak_as_it_is_is_spoken_by_one_process()
    {
        var starts = 0;
        using var isolated = OwnProcess.Start(_ => starts++);
        foreach (var text in Killers.Texts)
        {
            Assert.Contains(isolated.Clauses(text, "es"), clause => clause.Ipa.Length > 0);
        }

        Assert.Equal(1, starts);
    }

    [Fact]
    public void Voices_are_known_by_name_and_unknown_ones_fail_without_ending_it()
    {
        var starts = 0;
        using var isolated = OwnProcess.Start(_ => starts++);
        Assert.True(isolated.Knows("es"));
        Assert.False(isolated.Knows("klingonish"));
        Assert.False(isolated.Knows("../../etc/passwd"));
        var failure = Assert.Throws<EngineException>(() => isolated.Clauses("nuqneH", "klingonish"));
        Assert.Contains("klingonish", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, starts);
    }

    [Fact]
    public void A_process_that_was_killed_is_replaced_within_the_next_clause()
    {
        List<PhonemizerProcess> started = [];
        using var isolated = OwnProcess.Start(started.Add);
        var before = isolated.Clauses("Hola.", "es");
        started[0].Kill();
        Assert.Equal(before, isolated.Clauses("Hola.", "es"));
        Assert.Equal(2, started.Count);
    }

    [Fact]
    public async Task The_process_ends_when_its_parent_closes_the_pipe()
    {
        Espeak.SkipIfMissing();
        using var process = PhonemizerProcess.Start(OwnProcess.Command, NullLogger.Instance);
        using var observed = Process.GetProcessById(process.Id);
        process.Requests.Close();
        await observed.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ended with exit code 0", process.Ending());
    }

    [Fact]
    public void The_process_gets_no_secret_of_the_environment()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "secret");
        try
        {
            using var isolated = OwnProcess.Start(process =>
                Assert.DoesNotContain("OPENAI_API_KEY", File.ReadAllText($"/proc/{process.Id}/environ"), StringComparison.Ordinal)
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("OPENAI_API_KEY", null);
        }
    }

    [Fact]
    public async Task The_synthesizer_speaks_by_it()
    {
        Espeak.SkipIfMissing();
        using var synthesizer = new PiperSynthesizer(
            PiperFixture.StarterOptions(),
            new ComputeBudget(2, TimeProvider.System),
            NullLogger<PiperSynthesizer>.Instance,
            OwnProcess.Command
        );
        Assert.NotEmpty(
            await synthesizer.SynthesizeAsync(new SynthesisRequest(Killers.Texts[0], "es"), CancellationToken.None).ToListAsync()
        );
    }

    [Fact]
    public void A_program_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<EngineException>(() =>
            PhonemizerProcess.Start(new PhonemizerCommand("no-such-program", []), NullLogger.Instance)
        );
        Assert.Contains("no-such-program", failure.Message, StringComparison.Ordinal);
    }
}

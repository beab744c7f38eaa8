namespace LocalVoice.Cli.Talk.Sound;

/// <summary>The speaker for the player that this machine has.</summary>
internal static class Speakers
{
    /// <exception cref="CliException">There is no player.</exception>
    public static ISpeaker Open(TimeProvider time)
    {
        var program = SoundProgram.Player();
        return program.Name == SoundProgram.Afplay ? new FileSpeaker(program) : new StreamedSpeaker(program, time);
    }
}

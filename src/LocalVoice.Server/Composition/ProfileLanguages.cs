using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>
/// Whether the recogniser knows the languages of the profiles that use it. Every call of one that it does not know would fail.
/// </summary>
internal static class ProfileLanguages
{
    /// <param name="backend">The recogniser's name.</param>
    /// <exception cref="OptionsValidationException">Names the first profile whose language the recogniser does not know.</exception>
    public static async ValueTask RequireAsync(IStreamingRecognizer recognizer, LocalVoiceOptions options, string backend)
    {
        foreach (var (name, profile) in options.Profiles.Where(profile => Uses(profile.Value, options, backend)))
        {
            try
            {
                await recognizer.OpenStream(RecognitionOptions.For(profile.Language)).DisposeAsync().ConfigureAwait(false);
            }
            catch (EngineException)
            {
                var key = $"{Section(name)}:{nameof(ProfileOptions.Language)}";
                throw new OptionsValidationException(
                    key,
                    typeof(ProfileOptions),
                    [
                        $"{key} is '{profile.Language}', which the recogniser '{backend}' does not know; give a language that it knows, "
                            + $"such as es, ca or en, or auto, or another recogniser ({Section(name)}:Stages:Stt).",
                    ]
                );
            }
        }
    }

    private static string Section(string profile) => $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Profiles)}:{profile}";

    private static bool Uses(ProfileOptions profile, LocalVoiceOptions options, string backend) =>
        (profile.Stages.Stt ?? options.Stages.Stt ?? StageNames.Local).Equals(backend, StringComparison.OrdinalIgnoreCase);
}

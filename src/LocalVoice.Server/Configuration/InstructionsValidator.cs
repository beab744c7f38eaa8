using System.Text;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Turns;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Holds configured instructions to the limit of those that clients send: they may send them back.</summary>
internal sealed class InstructionsValidator(IOptions<PipelineOptions> pipeline) : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        if (Limit() is not { } most)
        {
            return ValidateOptionsResult.Skip;
        }

        var failures = Configured(options)
            .Select(setting => (setting.Key, Bytes: Encoding.UTF8.GetByteCount(setting.Text)))
            .Where(setting => setting.Bytes > most)
            .Select(setting =>
                $"{LocalVoiceOptions.Section}:{setting.Key} has {setting.Bytes} bytes of UTF-8; it must have at most {most} "
                + $"({ConversationOptions.Section}:{nameof(ConversationOptions.MaxInstructionsBytes)})."
            )
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <returns>Null when the section is wrong itself, which its own validator tells.</returns>
    private int? Limit()
    {
        try
        {
            return pipeline.Value.Conversation.MaxInstructionsBytes;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Key, string Text)> Configured(LocalVoiceOptions options) =>
        options
            .Instructions.Select(entry => ($"{nameof(options.Instructions)}:{entry.Key}", entry.Value))
            .Concat(
                options.Profiles.Select(entry =>
                    ($"{nameof(options.Profiles)}:{entry.Key}:{nameof(ProfileOptions.Instructions)}", entry.Value.Instructions ?? "")
                )
            );
}

using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.SmartTurn;
using LocalVoice.Engines.Whisper;
using LocalVoice.Models;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Validates every engine's options at start-up, before its model loads.</summary>
internal sealed class StageOptionsValidator(IConfiguration configuration) : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        var stages = new StageOptionsReader(configuration, options);
        string[] failures =
        [
            .. Failures(new SileroOptionsValidator(), SileroOptionsValidator.Section, stages.Silero),
            .. Failures(new WhisperOptionsValidator(), WhisperOptionsValidator.Section, stages.Whisper),
            .. Failures(new LlamaOptionsValidator(), LlamaOptionsValidator.Section, stages.Llama),
            .. Failures(new PiperOptionsValidator(), PiperOptionsValidator.Section, stages.Piper),
            .. IsOff(options.SmartTurn)
                ? []
                : Failures(new SmartTurnOptionsValidator(), SmartTurnOptionsValidator.Section, stages.SmartTurn),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsOff(StageSelection selection) => selection is { Model.Length: 0, ModelPath.Length: 0 };

    private static IEnumerable<string> Failures<T>(IValidateOptions<T> validator, string section, Func<T> read)
        where T : class
    {
        try
        {
            return validator.Validate(section, read()).Failures ?? [];
        }
        catch (ModelException unknown)
        {
            return [$"{section}:Model: {unknown.Message}"];
        }
    }
}

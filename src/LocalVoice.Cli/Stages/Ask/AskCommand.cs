using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;
using Spectre.Console;

namespace LocalVoice.Cli.Stages.Ask;

/// <summary><c>ask</c>: one request to the chat model, with its timings.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var text = new Option<string>("--text") { Description = "The question.", Required = true };
        var language = new Option<string>("--lang") { Description = "Chooses the system message.", DefaultValueFactory = _ => "es" };
        var instructions = new Option<string?>("--instructions") { Description = "The system message instead of the language's own." };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("ask", "Asks the chat model one question.") { text, language, instructions, json };
        return command.Runs(
            json,
            async context =>
            {
                var question = Words.Require(text.Name, context.Get(text));
                var system = context.Get(instructions) ?? AssistantInstructions.In(context.Get(language));
                await using var engines = new LocalEngines();
                if (engines.Chat is IEngine engine)
                {
                    await engine.WarmUpAsync(context.Cancellation);
                }

                ChatMessage[] messages = [new(ChatRole.System, system), new(ChatRole.User, question)];
                var answer = await AskDocument.OfAsync(engines.Chat, messages, context.Time, context.Cancellation);
                context.WriteJson(answer);
                context.Console.WriteLine(answer.Answer);
                context.Console.MarkupLineInterpolated(
                    $"[grey]first token after {answer.TtftMs:0.0} ms, {answer.TokensPerSecond:0} tokens/s[/]"
                );
                return context.Require(answer.Answer.Length > 0, "The model gave no answer.");
            }
        );
    }
}

/// <summary>The system messages used in the starter chat model's training.</summary>
internal static class AssistantInstructions
{
    /// <exception cref="CliException">There is none in the language.</exception>
    public static string In(string language) =>
        LanguageTag.Base(language) switch
        {
            "ca" => "Eres Vega, un assistent de veu. Respon breu.",
            "en" => "You are Vega, a voice assistant. Answer briefly.",
            "es" => "Eres Vega, un asistente de voz. Responde breve.",
            _ => throw new CliException(
                $"--lang is '{language}': there is no system message in it.",
                "Give es, ca or en, or one of your own with --instructions.",
                ExitCode.BadInput
            ),
        };
}

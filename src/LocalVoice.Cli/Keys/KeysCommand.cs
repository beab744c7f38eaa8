using System.CommandLine;
using System.Text.RegularExpressions;
using LocalVoice.Cli.Output;
using LocalVoice.Server.Access;

namespace LocalVoice.Cli.Keys;

/// <summary><c>keys new NAME</c>: makes an API key and shows it once, with the setting that holds its hash. Stores nothing.</summary>
internal static partial class KeysCommand
{
    public static Command Create() => new("keys", "Makes API keys for the server.") { New() };

    private static Command New()
    {
        var name = new Argument<string>("name") { Description = "What the key is for: letters, digits and single underscores." };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !NameForm().IsMatch(text))
            {
                result.AddError($"'{text}' is no name for a key; it must be 1…64 letters, digits and single underscores, like front_desk.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("new", "Prints a new random key, once, and the setting that admits it.") { name, json };
        return command.Runs(
            json,
            context =>
            {
                Write(context, context.Get(name));
                return Task.FromResult(ExitCode.Success);
            }
        );
    }

    private static void Write(VerbContext context, string name)
    {
        var key = ApiKey.Create();
        var hash = ApiKey.SettingOf(key);
        if (context.Json)
        {
            context.WriteJson(new KeyDocument(name, key, $"LocalVoice:Access:Keys:{name}", hash));
            return;
        }

        context.WriteLines([
            "The key, which is shown this once and stored nowhere:",
            $"  {key}",
            "The server's setting that admits it, in appsettings.json:",
            $$"""  { "LocalVoice": { "Access": { "Keys": { "{{name}}": "{{hash}}" } } } }""",
            "or in its environment:",
            $"  LOCALVOICE__ACCESS__KEYS__{name.ToUpperInvariant()}={hash}",
        ]);
    }

    [GeneratedRegex("^(?=.{1,64}\\z)[A-Za-z0-9]+(_[A-Za-z0-9]+)*\\z")]
    private static partial Regex NameForm();
}

/// <summary>The document of <c>keys new --json</c>.</summary>
/// <param name="Setting">The configuration key.</param>
/// <param name="Value">Its value, the key's hash.</param>
internal sealed record KeyDocument(string Name, string Key, string Setting, string Value);

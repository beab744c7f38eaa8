using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using LocalVoice.Files;
using LocalVoice.Store;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Redaction;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Section <c>LocalVoice:Store</c>: conversations that are kept, encrypted, in a SQLite file or in PostgreSQL. Nothing is kept unless
/// <see cref="Enabled"/>.
/// </summary>
public sealed class StoreOptions : IValidatableObject
{
    internal const string Section = $"{LocalVoiceOptions.Section}:Store";

    /// <summary>Whether transcripts, tool calls and timelines are stored. Default false: nothing is.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// The SQLite file, where there is no <see cref="Connection"/>; made where there is none, for its owner only. Its folder has to be
    /// there.
    /// </summary>
    public string Path { get; set; } = "conversations.db";

    /// <summary>
    /// A PostgreSQL database, such as <c>Host=db.lan;Database=localvoice;Username=localvoice</c>, as Npgsql reads it. Default none.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>Holds that database's password; a line break at its end is not part of it.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The environment variable with that password, where there is no <see cref="PasswordFile"/>.</summary>
    public string? PasswordVariable { get; set; }

    /// <summary>
    /// Holds the keys that encrypt, as lines <c>ID:KEY</c> (<c>localvoice store key ID</c> makes one). The first encrypts, all decrypt: to
    /// rotate, put a new line first.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The environment variable with such keys, where there is no <see cref="KeyFile"/>; commas may separate them.</summary>
    public string? KeyVariable { get; set; }

    /// <summary>Whether voices are stored too. Default false. Not with <see cref="Redact"/>, which cannot change a voice.</summary>
    public bool Audio { get; set; }

    /// <summary>
    /// What is taken out of words before they are stored, separated by commas: <c>numbers</c> (whatever has a digit, and cardinal numbers
    /// in words), <c>names</c> (what follows phrases that introduce names). By rule, and so not all of them. Default nothing.
    /// </summary>
    [NamesOf<RedactedWords>]
    public string Redact { get; set; } = "";

    /// <summary>Conversations that began longer ago are deleted, hourly: 1 h…10 years. Default 30 days.</summary>
    [Within("01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        Enabled && Read().Failure is { } failure ? [new(failure)] : [];

    /// <returns>What they come to; or what is wrong, without a key or a password.</returns>
    internal (StoreSetup? Setup, string? Failure) Read()
    {
        if (Audio && Redact.Length > 0)
        {
            return (
                null,
                $"{Section}:{nameof(Audio)} is true and {Section}:{nameof(Redact)} is '{Redact}': a voice would still say it. Set one only."
            );
        }

        try
        {
            var redact = EnumNames.Parse<RedactedWords>(Redact) ?? RedactedWords.None;
            var isPostgres = Connection is { Length: > 0 };
            var password = isPostgres ? Password() : null;
            if (isPostgres)
            {
                _ = Addresses;
            }

            return (new(isPostgres ? null : Path, isPostgres ? Connection : null, password, Keys(), Audio, redact, Retention), null);
        }
        catch (InvalidDataException wrong)
        {
            return (null, wrong.Message);
        }
    }

    /// <summary>Hosts and ports of the database; none for a file, and for sockets of this machine.</summary>
    /// <exception cref="InvalidDataException">The connection string is none.</exception>
    internal IReadOnlyList<(string Host, int Port)> Addresses
    {
        get
        {
            try
            {
                return Connection is { Length: > 0 } connection ? StoreSetup.Addresses(connection) : [];
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                // The message may repeat a password.
                throw new InvalidDataException(
                    $"{Section}:{nameof(Connection)} is no connection string; it must be like "
                        + "Host=db.lan;Database=localvoice;Username=localvoice."
                );
            }
        }
    }

    private StoreKeys Keys()
    {
        var (text, source) = Secret(KeyFile, nameof(KeyFile), KeyVariable, nameof(KeyVariable));
        if (source is null)
        {
            throw new InvalidDataException(
                $"{Section} has no key, without which nothing is stored or read: 'localvoice store key k1' makes one; put it into a file "
                    + $"that only the server reads, and its path into {Section}:{nameof(KeyFile)}."
            );
        }

        try
        {
            return StoreKeys.Parse(text!);
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException(
                $"{source} leads to keys that cannot be used: {wrong.Message}. 'localvoice store key k1' makes one."
            );
        }
    }

    private string? Password() =>
        Secret(PasswordFile, nameof(PasswordFile), PasswordVariable, nameof(PasswordVariable)).Text?.TrimEnd('\r', '\n');

    private static (string? Text, string? Source) Secret(string? file, string fileSetting, string? variable, string variableSetting)
    {
        if (file is { Length: > 0 } path)
        {
            try
            {
                RegularFile.Require(path);
                return (File.ReadAllText(path), $"{Section}:{fileSetting}");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"{Section}:{fileSetting} is '{path}', which cannot be read: {failure.Message}");
            }
        }

        if (variable is not { Length: > 0 } name)
        {
            return (null, null);
        }

        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? (value, $"{Section}:{variableSetting}")
            : throw new InvalidDataException($"{Section}:{variableSetting} names an environment variable that is not set.");
    }
}

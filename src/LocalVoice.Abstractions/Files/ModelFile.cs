using LocalVoice.Engines;

namespace LocalVoice.Files;

/// <summary>Reads a model's file before native code does: its errors name the file, what is wrong with it, and what to do.</summary>
public static class ModelFile
{
    /// <param name="subject">What names the file to the user: its setting, or "The model".</param>
    /// <param name="fault">What a file with another structure is said to be.</param>
    /// <param name="read">Throws <see cref="InvalidDataException"/> for a structure that it does not accept.</param>
    /// <exception cref="EngineException">The file is missing, unreadable, ends early, or <paramref name="read"/> refused it.</exception>
    public static T Read<T>(string subject, string path, string fault, Func<FileStream, T> read)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            return read(file);
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new EngineException(
                $"{subject} {path} {fault} ({failure.Message}): download it again, or check it with `localvoice models verify`.",
                failure
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(
                $"{subject} {path} cannot be read: {failure.Message} scripts/setup.sh or `localvoice models pull` fetches models.",
                failure
            );
        }
    }

    /// <inheritdoc cref="Read"/>
    public static void Check(string subject, string path, Action<FileStream> structure) =>
        Read(
            subject,
            path,
            "is broken or not whole",
            file =>
            {
                structure(file);
                return true;
            }
        );
}

using System.ComponentModel.DataAnnotations;
using LocalVoice.Engines;

namespace LocalVoice.Onnx.Sessions;

/// <summary>Checks options against the ranges that their attributes state.</summary>
public static class ValidatedOptions
{
    /// <param name="options">The object with the attributes.</param>
    /// <param name="key">Its configuration key, for messages.</param>
    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    public static void Check(object options, string key)
    {
        var failures = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true))
        {
            return;
        }

        var member = failures[0].MemberNames.First();
        var value = options.GetType().GetProperty(member)?.GetValue(options);
        throw new EngineException($"{key}:{member} is '{value}': {failures[0].ErrorMessage}");
    }
}

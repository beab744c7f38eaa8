using LocalVoice.Bench.Fleet.Queueing;

namespace LocalVoice.Bench.Fleet;

/// <summary>
/// From a user's silence to the first sound of the response: transcript, first clause and first audio, one after another, while the
/// silence decides that the turn is over.
/// </summary>
internal sealed class SimulatedTurn(Agenda agenda, Station station, FleetRules rules, TurnCost cost, Action<TimeSpan> heard)
{
    private TimeSpan _silent;
    private bool _decodes;

    /// <summary>The first audio is there.</summary>
    public event Action Ready = () => { };

    private TimeSpan Decision => _silent + TimeSpan.FromMilliseconds(cost.DecisionMs);

    /// <summary>The last voiced sample was now.</summary>
    public void FallSilent()
    {
        _silent = agenda.Now;
        agenda.After(
            rules.DipSilence,
            () =>
            {
                if (!station.IsBusy)
                {
                    Decode();
                }
            }
        );
        agenda.After(
            rules.CandidateSilence,
            () =>
            {
                if (!station.IsBusy || rules.BusyCandidateSilence <= rules.CandidateSilence)
                {
                    Decode();
                }
            }
        );
        agenda.After(rules.BusyCandidateSilence, Decode);
    }

    private void Decode()
    {
        if (_decodes)
        {
            return;
        }

        _decodes = true;
        station.Enter(
            Urgency.Final,
            TimeSpan.FromMilliseconds(cost.DecodeMs),
            () =>
            {
                if (station.Utilisation < rules.NoSpeculationAbove)
                {
                    Respond();
                }
                else
                {
                    agenda.At(Decision, Respond);
                }
            }
        );
    }

    private void Respond() =>
        station.Enter(
            Urgency.FirstWords,
            TimeSpan.FromMilliseconds(cost.FirstWordsMs),
            () => station.Enter(Urgency.FirstSpeech, TimeSpan.FromMilliseconds(cost.FirstSpeechMs), Play)
        );

    private void Play()
    {
        Ready();
        var sent = agenda.Now > Decision ? agenda.Now : Decision;
        agenda.At(sent + TimeSpan.FromMilliseconds(cost.OutputMs), () => heard(agenda.Now - _silent));
    }
}

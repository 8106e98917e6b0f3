// A report of answers that are taken back does not stand any more.
using Keukentafel.Results.Import;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Reports;

public sealed class ForgetReport : AnswersFollower
{
    public override Task TakenBack(WhatStore store, RoundId round, CancellationToken cancel) =>
        store.Set<ReportFile>().Where(file => file.RoundId == round).ExecuteDeleteAsync(cancel);
}

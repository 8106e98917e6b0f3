# The same estimates in R survey, timed: design, raking, and shares with errors of areas, classes and the country.
#   Rscript bench/national.R FILE.csv.gz AREAS
# The pass over all 354 areas takes R a minute (survey 4.5) to hours (4.1); so many AREAS are timed for one item, and the line says what all
# of them for ten items come to. Raked weights take a pass of full size per area: one is timed.
suppressPackageStartupMessages(library(survey))
args <- commandArgs(trailingOnly = TRUE)
areas <- as.integer(args[2])
options(survey.lonely.psu = "remove")
seconds <- function(expr) system.time(expr)[["elapsed"]]
d <- read.csv(gzfile(args[1]), stringsAsFactors = FALSE)
for (j in 1:10) d[[paste0("t", j)]] <- as.numeric(d[[paste0("q", j)]] >= 4)
d$as <- paste0(d$age, d$sex)
cat(sprintf("design: %.2f s\n", seconds(des <- svydesign(ids = ~id, strata = ~stratum, weights = ~w, fpc = ~N_h, data = d, nest = TRUE))))
pop <- function(v) { t <- tapply(d$w, d[[v]], sum); k <- seq_along(t) - 1; f <- 1 + 0.04 * sin(k); x <- t * f * sum(t) / sum(t * f); r <- data.frame(names(x), as.numeric(x)); names(r) <- c(v, "Freq"); r }
cat(sprintf("raking: %.2f s\n", seconds(rk <- rake(des, list(~as, ~fac, ~prov), list(pop("as"), pop("fac"), pop("prov")), control = list(maxit = 200, epsilon = 1e-9)))))
names <- sort(unique(d$gm))[1:areas]
t <- seconds(for (g in names) svymean(~t1, subset(des, gm == g), na.rm = TRUE))
cat(sprintf("design weights: %.2f s for %d areas and one item; that is %.0f s for 354 areas and 10 items\n", t, areas, t / areas * 3540))
few <- 1
t <- seconds(for (g in names[1:few]) svymean(~t1, subset(rk, gm == g), na.rm = TRUE))
cat(sprintf("raked weights: %.2f s for %d areas and one item; that is %.0f s for 354 areas and 10 items\n", t, few, t / few * 3540))
m <- svymean(~t1, des, na.rm = TRUE)
cat(sprintf("country, item 1: %.16g se %.16g\n", coef(m), SE(m)))
status <- readLines("/proc/self/status")
cat(sub("VmHWM:\\s*", "memory at most ", grep("VmHWM", status, value = TRUE)), "\n")

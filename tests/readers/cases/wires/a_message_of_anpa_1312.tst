z6715-----
r z bc-SOC--Colvik-Lindmoor 1stLd-Writethru   02-20 0500
^BC-SOC--Colvik-Lindmoor, 1st Ld-Writethru,416<
^Terrick scores three, short-handed Colvik beats Lindmoor 4-3<
^CW Photo GATK105, GATK106<
^Eds: Colvik 4, Lindmoor 3. Updates. With CW Photos.<
^By JONAS TERRICK=
^CW Sports Writer=
	   LINDMOOR, Estrava (CW) _ Jonas Terrick scored three goals and Colvik, playing without two of its best, beat Lindmoor 4-3 on Friday night.
	   ``I gave it a couple of days,'' Terrick said. ``It didn't go away.''
	   ___
	   Colvik hosts Varnholm on Saturday.

CW-WF-02-20-16 0337GMT<
